"""Numbers: a meeting as one DataFrame per speaker, the lines through them, and the statistics.

Pure: nothing here knows of ink or words. Everything is weighted by words, so that a "yeah" does
not count as much as a statement of forty words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from workers.charting.frames.smoothing import (
    BAND_FROM,
    LINE_FROM,
    Floats,
    Line,
    bandwidth_s,
    least_support,
    line,
    stretches,
)
from workers.charting.frames.speech import by_speaker, mean, talk_time_s, together, weights
from workers.charting.frames.table import statistics
from workers.domain.meeting import Meeting

__all__ = [
    "BAND_FROM",
    "LINE_FROM",
    "Curves",
    "Floats",
    "Line",
    "bandwidth_s",
    "by_speaker",
    "curves",
    "is_brief",
    "least_support",
    "line",
    "mean",
    "statistics",
    "stretches",
    "talk_time_s",
    "together",
    "weights",
]

BRIEF_UTTERANCES = 5
BRIEF_TALK_S = 60.0


@dataclass(frozen=True)
class Curves:
    """Everything a chart of a meeting is drawn from, per speaker in order of first appearance."""

    length_s: float
    bandwidth_s: float
    least_support: float
    frames: Mapping[str, pd.DataFrame]
    lines: Mapping[str, Line]


def curves(meeting: Meeting) -> Curves:
    """The frames of a meeting and the lines through them."""
    bandwidth = bandwidth_s(meeting.end_s)
    frames = by_speaker(meeting)
    least = least_support(meeting.end_s)
    lines = {speaker: line(frame, bandwidth, least) for speaker, frame in frames.items()}
    return Curves(meeting.end_s, bandwidth, least, frames, lines)


def is_brief(frame: pd.DataFrame) -> bool:
    """Whether this is too little speech to draw a firm line from."""
    return len(frame) < BRIEF_UTTERANCES or talk_time_s(frame) < BRIEF_TALK_S
