"""Said: one stretch of words as a transcript's form gives it, before it is an utterance."""

from __future__ import annotations

from typing import NamedTuple

WORDS_A_SECOND = 150 / 60
"""The pace that times are estimated with where a transcript has none."""
UNKNOWN = "Unknown speaker"
"""Who speaks where a transcript marks a change of speaker and does not say to whom."""


class Said(NamedTuple):
    """Words with their times in seconds; `speaker` is empty where the form names nobody here."""

    speaker: str
    start_s: float
    end_s: float
    text: str


class Transcript(NamedTuple):
    """What a form was able to read."""

    said: list[Said]
    skipped: int = 0
    """Cues that could not be read."""
    times_estimated: bool = False


def spoken_s(text: str) -> float:
    """How long these words take to say."""
    return max(1, len(text.split())) / WORDS_A_SECOND
