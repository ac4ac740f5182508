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
    Spans,
    choose_bandwidth_s,
    choose_least_support,
    find_stretches,
    smooth_line,
)
from workers.charting.frames.speech import (
    average_polarity,
    merge_frames,
    share_out_words,
    split_by_speaker,
    sum_talk_time_s,
    weigh_utterances,
)
from workers.charting.frames.table import make_statistics
from workers.domain.meeting import Meeting

__all__ = [
    "BAND_FROM",
    "LINE_FROM",
    "Curves",
    "Floats",
    "Line",
    "Spans",
    "average_polarity",
    "choose_bandwidth_s",
    "choose_least_support",
    "find_stretches",
    "is_brief",
    "make_curves",
    "make_statistics",
    "merge_frames",
    "share_out_words",
    "smooth_line",
    "split_by_speaker",
    "sum_talk_time_s",
    "weigh_utterances",
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


def make_curves(
    meeting: Meeting,
    spoken: Mapping[str, pd.DataFrame] | None = None,
    events: Mapping[str, Spans] | None = None,
) -> Curves:
    """The frames of a meeting and the lines through them.

    `spoken` spares making the frames again where the caller has them; `events` are the stretches,
    by speaker, that the lines are to follow.
    """
    bandwidth = choose_bandwidth_s(meeting.end_s)
    frames = split_by_speaker(meeting) if spoken is None else spoken
    least = choose_least_support(meeting.end_s)
    lines = {
        speaker: smooth_line(frame, bandwidth, least, (events or {}).get(speaker, ()))
        for speaker, frame in frames.items()
    }
    return Curves(meeting.end_s, bandwidth, least, frames, lines)


def is_brief(frame: pd.DataFrame) -> bool:
    """Whether this is too little speech to draw a firm line from."""
    return len(frame) < BRIEF_UTTERANCES or sum_talk_time_s(frame) < BRIEF_TALK_S
