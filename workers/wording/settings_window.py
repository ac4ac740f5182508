"""The window in which a channel says how it wants its charts."""

from __future__ import annotations

from collections.abc import Mapping

from workers.domain.channel import MOST_SPEAKERS, ChannelSettings
from workers.domain.phrases import LONGEST_PHRASE, MOST_CHARACTERS, MOST_PHRASES, Tone
from workers.domain.post import Block
from workers.wording.window_parts import (
    make_checkbox,
    make_choice,
    make_input,
    make_line,
    make_radio,
    make_window,
)

SETTINGS = "channel_settings_modal"
ESTIMATE = "estimate"
VOCABULARY_LIMIT = 2000
NO_LANGUAGE = "That is not a language tag. Write it like en-US or de."
BAD_PHRASES = (
    f"Write one a line, {MOST_PHRASES} at most: up to {LONGEST_PHRASE} characters, a colon, and "
    "neutral, positive or negative."
)
LONG_VOCABULARY = "Write 50 words or phrases at most, each of up to 60 characters."
LINKS = {
    "always": "Start at once",
    "ask": "Ask whoever posted it first",
    "never": "Only when I am mentioned",
}
NAMES = {
    "real": "As they are called",
    "letters": "Letters instead of names",
    "team": "One line for the whole team",
}
WHOEVER = "auto"
"""Chosen where a channel leaves the engine to whoever runs the bot."""
THEMES = {"light": "Light", "dark": "Dark"}
COUNTS = {ESTIMATE: "Estimate"} | {str(n): str(n) for n in range(1, MOST_SPEAKERS + 1)}
CHOICES = {"links": LINKS, "speakers": COUNTS, "names": NAMES, "theme": THEMES}
"""By block id, what may be chosen."""
NOT_OFFERED = "That is none of the choices here. Open the window again."
QUOTES = {"quotes": "Quote the moments that stand out"}
TOPICS = {"topics": "Say what was talked about when, where topics can be told apart"}


def write_settings_modal(
    packed: str, channel: ChannelSettings, engines: Mapping[str, str]
) -> Block:
    """A channel's settings as they are; block ids are the fields' names.

    `engines` are the titles of all engines by name.
    """
    speakers = ESTIMATE if channel.speakers is None else str(channel.speakers)
    blocks = [
        make_input("links", "Links and files with recordings", make_radio(LINKS, channel.links)),
        make_input("speakers", "Number of speakers", make_choice(COUNTS, speakers)),
        make_input("names", "Names in the chart", make_radio(NAMES, channel.names)),
        make_input(
            "quotes",
            "Words in the answer",
            make_checkbox(QUOTES, channel.quotes),
            optional=True,
        ),
        make_input("topics", "Topics", make_checkbox(TOPICS, channel.topics), optional=True),
        make_input("theme", "Background of the chart", make_radio(THEMES, channel.theme)),
        make_input(
            "engine",
            "Who transcribes",
            make_choice(
                {WHOEVER: "As set for everybody", **_begin_large(engines)},
                channel.engine or WHOEVER,
            ),
            hint="Only an engine that is set up can do it.",
        ),
        make_input(
            "language",
            "Language that is spoken",
            make_line(channel.language, 35),
            hint="A tag like en-US, or auto. Polarity is scored in English only.",
        ),
        make_input(
            "vocabulary",
            "Names and terms that are hard to guess",
            make_line("\n".join(channel.vocabulary), VOCABULARY_LIMIT, multiline=True),
            hint="One a line. They help engines that take such a list.",
            optional=True,
        ),
        make_input(
            "phrases",
            "Words that mean something else here",
            make_line(list_phrases(channel.phrases), MOST_CHARACTERS, multiline=True),
            hint="One a line, like “kill switch: neutral” (or positive, negative): what is said "
            "with them is scored so whenever a chart is drawn, and marked in the files.",
            optional=True,
        ),
    ]
    return make_window(SETTINGS, "This channel’s charts", packed, blocks)


def list_phrases(phrases: Mapping[str, Tone]) -> str:
    """As they are written in the window, one a line."""
    return "\n".join(f"{phrase}: {tone}" for phrase, tone in phrases.items())


def _begin_large(titles: Mapping[str, str]) -> dict[str, str]:
    """As the other choices: a title that is small within a sentence stands alone here."""
    return {name: title[:1].upper() + title[1:] for name, title in titles.items()}
