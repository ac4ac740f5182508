"""Numbers: a meeting as one DataFrame per speaker, the lines through them, and the statistics.

Pure: nothing here knows of ink or words. Everything is weighted by words, so that a "yeah" does
not count as much as a statement of forty words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from workers.charting.frames.cutting import cut_line
from workers.charting.frames.smoothing import (
    BAND_FROM,
    LINE_FROM,
    REACH,
    SHORTEST_SMOOTHING_S,
    WIDER,
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
    "cut_curves",
    "find_stretches",
    "is_brief",
    "join_lines",
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
    around: Mapping[str, pd.DataFrame]
    """What the lines go through: `frames`, and in a closer look what is said around them too."""
    opens_s: float = 0.0
    """Of the whole meeting, where a closer look begins."""


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
    return Curves(meeting.end_s, bandwidth, least, frames, lines, frames)


def cut_curves(
    whole: Meeting,
    stretch: tuple[float, float],
    spoken: Mapping[str, pd.DataFrame],
    events: Mapping[str, Spans],
) -> Curves:
    """Those of a closer look (seconds from and to), through the frames of the whole meeting; where
    that is long, its lines are drawn as finely as a meeting of that stretch alone would be."""
    opens_s, closes_s = stretch
    part = whole.cut(opens_s, closes_s)
    finer = max(choose_bandwidth_s(part.end_s), SHORTEST_SMOOTHING_S)
    bandwidth = min(choose_bandwidth_s(whole.end_s), finer)
    least = choose_least_support(whole.end_s)
    frames = split_by_speaker(part)
    # What is said further away does not reach into the stretch, and in hours it is much.
    room_s = REACH * WIDER * bandwidth
    near = {
        speaker: frame[(frame["end_s"] > opens_s - room_s) & (frame["start_s"] < closes_s + room_s)]
        for speaker, frame in spoken.items()
    }
    lines = {
        speaker: cut_line(
            smooth_line(near[speaker], bandwidth, least, events.get(speaker, ())),
            opens_s,
            closes_s,
        )
        for speaker in frames
    }
    return Curves(part.end_s, bandwidth, least, frames, lines, near, opens_s)


def join_lines(curves: Curves, speakers: Sequence[str]) -> Line:
    """One line through what several speakers say together."""
    together = merge_frames([curves.around[speaker] for speaker in speakers])
    line = smooth_line(together, curves.bandwidth_s, curves.least_support)
    return cut_line(line, curves.opens_s, curves.opens_s + curves.length_s)


def is_brief(frame: pd.DataFrame) -> bool:
    """Whether this is too little speech to draw a firm line from."""
    return len(frame) < BRIEF_UTTERANCES or sum_talk_time_s(frame) < BRIEF_TALK_S
