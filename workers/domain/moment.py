"""Moment: a stretch of the meeting that a reader of the chart should look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MomentKind(StrEnum):
    DIP = "dip"
    RISE = "rise"
    DISAGREEMENT = "disagreement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One moment. `number` is its mark on the chart, 1 to 3 in order of time.

    `at_s` is where the quoted utterance starts: go there to hear it. `peak_s` is where the lines
    are furthest out, and `levels` how far, one for each of `speakers` (one speaker for a dip or a
    rise, two for a disagreement, the more positive one first).
    """

    number: int = 0
    kind: MomentKind
    at_s: float
    speakers: tuple[str, ...]
    speaker: str
    """Who says the quoted utterance, one of `speakers`."""
    utterance: int
    """Index into `Meeting.utterances` of the utterance that pulls the line furthest."""
    quote: str
    polarity: float
    """The quoted utterance's own."""
    peak_s: float
    levels: tuple[float, ...]
    topic: str = ""
    """The word that is said here and hardly anywhere else; empty where none is."""
