"""The inputs of the settings window as a channel's settings."""

from __future__ import annotations

from typing import cast

from bot import language
from bot.interactions import ModalAnswer
from workers.domain.channel import ChannelSettings, Links, Names, ThemeName
from workers.domain.phrases import LONGEST_PHRASE, SCORES, Tone, fit_settings
from workers.engines import ENGINE_NAMES
from workers.wording import settings_window

MOST_WORDS = 50
LONGEST_WORD = 60


def check_channel_form(given: ModalAnswer) -> dict[str, str]:
    """What cannot be taken: sentences by block id."""
    found = {
        block_id: settings_window.NOT_OFFERED
        for block_id, offered in settings_window.CHOICES.items()
        if given.text(block_id) not in offered
    }
    if language.read_language_tag(given.text("language")) is None:
        found["language"] = settings_window.NO_LANGUAGE
    words = _words(given.text("vocabulary"))
    if len(words) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in words):
        found["vocabulary"] = settings_window.LONG_VOCABULARY
    if _read_phrases(given.text("phrases")) is None:
        found["phrases"] = settings_window.BAD_PHRASES
    return found


def read_channel_settings(given: ModalAnswer) -> ChannelSettings:
    """The settings, from a form without complaints; its choices are those that it offered."""
    speakers = given.text("speakers")
    return ChannelSettings(
        speakers=None if speakers == settings_window.ESTIMATE else int(speakers),
        links=cast(Links, given.text("links")),
        quotes=bool(given.values.get("quotes")),
        topics=bool(given.values.get("topics")),
        names=cast(Names, given.text("names")),
        theme=cast(ThemeName, given.text("theme")),
        engine=engine if (engine := given.text("engine")) in ENGINE_NAMES else None,
        language=language.read_language_tag(given.text("language")) or ChannelSettings().language,
        vocabulary=_words(given.text("vocabulary")),
        phrases=_read_phrases(given.text("phrases")) or {},
    )


def _read_phrases(written: str) -> dict[str, Tone] | None:
    """Each line's words and what they mean; None where a line cannot be taken."""
    found: dict[str, Tone] = {}
    for line in filter(None, map(str.strip, written.splitlines())):
        words, _, told = line.rpartition(":")
        phrase, tone = " ".join(words.split()), told.strip().lower()
        if tone not in SCORES or not phrase or len(phrase) > LONGEST_PHRASE:
            return None
        found[phrase] = cast(Tone, tone)
    return found if fit_settings(found) else None


def _words(written: str) -> tuple[str, ...]:
    """One a line; commas part them too."""
    parts = (" ".join(part.split()) for part in written.replace(",", "\n").splitlines())
    return tuple(dict.fromkeys(filter(None, parts)))
