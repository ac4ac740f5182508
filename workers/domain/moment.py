"""Moment: a stretch of the meeting that a reader of the chart should look at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class MomentKind(StrEnum):
    DIP = "dip"
    RISE = "rise"
    DISAGREEMENT = "disagreement"
    LOW = "strongest negative line"
    """A single line, pointed at where nothing lasted."""
    HIGH = "strongest positive line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One moment. `number` is its mark on the chart, 1 to 5 in order of time.

    `at_s` is where the quoted utterance starts: go there to hear it. The moment lasts from
    `start_s` to `end_s`; most of its words are said around `peak_s`. `levels` are the means of
    what each of `speakers` says in it (two speakers for a disagreement, the more positive one
    first; one or more for a dip or a rise).
    """

    number: int = 0
    kind: MomentKind
    at_s: float
    start_s: float
    end_s: float
    speakers: tuple[str, ...]
    speaker: str
    """Who says the quoted utterance, one of `speakers`."""
    utterance: int
    """Index into `Meeting.utterances` of the quoted utterance."""
    quote: str
    polarity: float
    """The quoted utterance's own."""
    peak_s: float
    levels: tuple[float, ...]
    topic: str = ""
    """The words that are said here and hardly anywhere else; empty where none are."""

    def moved(self, by_s: float) -> Moment:
        """The same moment on a clock that began so much later."""
        return replace(
            self,
            at_s=self.at_s + by_s,
            start_s=self.start_s + by_s,
            end_s=self.end_s + by_s,
            peak_s=self.peak_s + by_s,
        )

    @property
    def lasts(self) -> bool:
        """Whether it is more than a single line."""
        return self.kind not in (MomentKind.LOW, MomentKind.HIGH)
