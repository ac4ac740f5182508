"""Said: one stretch of words as a transcript's form gives it, before it is an utterance."""

from __future__ import annotations

from typing import NamedTuple

WORDS_A_SECOND = 150 / 60
"""The pace that times are estimated with where a transcript has none."""
UNKNOWN = "Unknown speaker"
"""Who speaks where a transcript tells that it is somebody, and not who."""


class Said(NamedTuple):
    """Words with their times in seconds; `speaker` is empty where the form names nobody here.

    Without words it is a heading: it names who says what follows it.
    """

    speaker: str
    start_s: float
    end_s: float
    text: str


class Transcript(NamedTuple):
    """What a form was able to read, in the order of the file; `read` makes it whole."""

    said: list[Said]
    skipped: int = 0
    """Cues that could not be read."""
    times_estimated: bool = False
    unattributed: int = 0
    """Stretches whose speaker the file does not tell, though it names others."""
    invented: int = 0
    """Stretches left out, as recognisers put them where nobody speaks."""
    parts: int = 1
    """How many recordings the file held, one behind the other."""


def estimate_spoken_s(text: str) -> float:
    """How long these words take to say."""
    return max(1, len(text.split())) / WORDS_A_SECOND
