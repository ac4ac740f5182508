"""The windows that open over Slack: who is who, and how a channel wants its charts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from workers.domain.channel import MOST_SPEAKERS, ChannelSettings
from workers.domain.introductions import Introduction
from workers.domain.phrases import LONGEST_PHRASE, MOST_CHARACTERS, MOST_PHRASES, Tone
from workers.domain.post import Block, make_context, make_section
from workers.wording.mrkdwn import escape, write_clock
from workers.wording.window_parts import (
    NAME_LIMIT,
    make_checkbox,
    make_choice,
    make_input,
    make_line,
    make_plain,
    make_radio,
    make_window,
    one_line,
)

RENAME = "rename_speakers_modal"
SETTINGS = "channel_settings_modal"
NOTICE = "notice"
PASSCODE = "passcode"
"""The window, and its one input."""

MOST_SHOWN = 20
ESTIMATE = "estimate"
VOCABULARY_LIMIT = 2000
PASSCODE_LIMIT = 128

NOT_BOTH = "Write a name or pick a person, not both."
NO_NAME = "That name has nothing to be read in it. Write another, or keep the old one."
LONG_NAME = f"That name is too long: write one of {NAME_LIMIT} characters at most."
NO_PASSCODE = "That passcode has nothing to be read in it. Enter it once more."
NO_LANGUAGE = "That is not a language tag. Write it like en-US or de."
BAD_PHRASES = (
    f"Write one a line, {MOST_PHRASES} at most: up to {LONGEST_PHRASE} characters, a colon, and "
    "neutral, positive or negative."
)
LONG_VOCABULARY = "Write 50 words or phrases at most, each of up to 60 characters."

MENDING_WINDOW = "mend_line_modal"
AS_HEARD = "as_heard"
MOST_CHOICES = 90
"""Of the 100 that a select has room for."""
LINE_LIMIT = 1500
MENDING = (
    "Gives a line to whoever said it, or puts its words right. The chart is drawn again; *Undo* "
    "under it takes it back. What you write stays, also when the recording is heard again."
)
NO_TIME = "Write a time like 12:34 or 1:02:03."
NOTHING_MENDED = "Choose who says it, or write what they say."

SAME_NAME = (
    "Speakers that are given the same name become one. Leave a name as it is to keep it. *Undo* "
    "under the chart takes it all back."
)

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
QUOTES = {"quotes": "Quote the moments that stand out"}

_UNNAMED = re.compile(r"Speaker \d+")


def write_rename_modal(
    packed: str, people: Sequence[tuple[str, Introduction]], *, quotes: bool
) -> Block:
    """One section and two inputs a speaker; `people` pairs each with a mark for its block ids.

    `packed` comes back with the submission. More than 20 speakers: those who spoke longest.
    """
    shown = list(people)
    if len(shown) > MOST_SHOWN:
        longest = sorted(shown, key=lambda each: each[1].talk_time_s, reverse=True)
        shown = longest[:MOST_SHOWN]
    blocks: list[Block] = [make_section(SAME_NAME)]
    if len(people) > MOST_SHOWN:
        blocks.append(
            make_context(f"Here are the {MOST_SHOWN} of {len(people)} speakers who spoke longest.")
        )
    for mark, introduction in shown:
        blocks += _speaker(mark, introduction, quotes)
    return make_window(RENAME, "Rename speakers", packed, blocks)


def write_mending_modal(packed: str, people: Sequence[tuple[str, Introduction]], at: str) -> Block:
    """Which line, whose words it is, and what they are; `people` and `packed` as above, `at` is
    the time that stands there at first."""
    known = [(mark, one_line(each.speaker)[:70] or "No name") for mark, each in people]
    speakers = {AS_HEARD: "As it is", **dict(known[:MOST_CHOICES])}
    blocks = [
        make_section(MENDING),
        make_input(
            "at", "When it is said", make_line(at, 12), hint="As in the transcript, like 12:34."
        ),
        make_input("speaker", "Whose words are these?", make_choice(speakers, AS_HEARD)),
        make_input(
            "turn", "How much", make_checkbox({"turn": "All of this turn"}, False), optional=True
        ),
        make_input(
            "words",
            "Wrong words?",
            make_line("", LINE_LIMIT, multiline=True),
            hint="Write the whole sentence as it was said. It is scored again.",
            optional=True,
        ),
    ]
    return make_window(MENDING_WINDOW, "Put a line right", packed, blocks)


def write_passcode_modal(packed: str) -> Block:
    """One input, for the passcode of a locked recording; `packed` as for `write_rename_modal`."""
    kept = "I open this one recording with it, and then forget it."
    entered = make_input(PASSCODE, "Passcode", make_line("", PASSCODE_LIMIT), hint=kept)
    return make_window(PASSCODE, "Locked recording", packed, [entered], submit="Open it")


def name_block_id(mark: str) -> str:
    """The block id of the name of the speaker with this mark."""
    return f"name:{mark}"


def person_block_id(mark: str) -> str:
    """The block id of the person picked for the speaker with this mark."""
    return f"person:{mark}"


def write_settings_modal(
    packed: str, channel: ChannelSettings, engines: Mapping[str, str]
) -> Block:
    """A channel's settings as they are; block ids are the fields' names.

    `engines` are the titles of all engines by name.
    """
    counts = {ESTIMATE: "Estimate"} | {str(n): str(n) for n in range(1, MOST_SPEAKERS + 1)}
    speakers = ESTIMATE if channel.speakers is None else str(channel.speakers)
    blocks = [
        make_input("links", "Links and files with recordings", make_radio(LINKS, channel.links)),
        make_input("speakers", "Number of speakers", make_choice(counts, speakers)),
        make_input("names", "Names in the chart", make_radio(NAMES, channel.names)),
        make_input(
            "quotes",
            "Words in the answer",
            make_checkbox(QUOTES, channel.quotes),
            optional=True,
        ),
        make_input("theme", "Background of the chart", make_radio(THEMES, channel.theme)),
        make_input(
            "engine",
            "Who transcribes",
            make_choice({WHOEVER: "As set for everybody", **engines}, channel.engine or WHOEVER),
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


def write_notice_modal(sentence: str) -> Block:
    """A window with one sentence, for places that have no room for a message."""
    return {
        "type": "modal",
        "callback_id": NOTICE,
        "title": make_plain("Undertone"),
        "close": make_plain("OK"),
        "blocks": [make_section(sentence)],
    }


def _speaker(mark: str, introduction: Introduction, quotes: bool) -> Iterator[Block]:
    name = introduction.speaker
    talk = write_clock(introduction.talk_time_s)
    words = f"*{escape(name, NAME_LIMIT) or 'No name'}* · {talk} of talk"
    if quotes and (quote := escape(introduction.quote, 200)):
        words += f"\n> “{quote}”"
    yield make_section(words)
    hint = _from_captions(introduction.suggested)
    line = make_line(_known(name), NAME_LIMIT, example=introduction.suggested)
    yield make_input(name_block_id(mark), "Name", line, optional=True, hint=hint)
    picker = {
        "type": "users_select",
        "action_id": "person",
        "placeholder": make_plain("Someone here"),
    }
    yield make_input(person_block_id(mark), "… or a person", picker, optional=True)


def _known(name: str) -> str:
    """The name to begin with: none where it only numbers the voice."""
    return "" if _UNNAMED.fullmatch(name) else one_line(name)


def _from_captions(name: str) -> str:
    """A suggestion is never taken over by itself: whoever renames writes it."""
    shown = one_line(name)
    return f"Suggested from the recording’s captions: {shown}" if shown else ""
