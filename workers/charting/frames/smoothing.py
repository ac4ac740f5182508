"""The line through one speaker's utterances: a word-weighted mean that moves along the meeting.

A mean with a Gaussian kernel cannot leave the range of its data; splines and filters can, and
would show peaks that nobody spoke.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workers.charting.frames.speech import weigh_utterances

Floats = NDArray[np.float64]
Spans = Sequence[tuple[float, float]]

SMOOTHING_SHARE = 0.05
SHORTEST_SMOOTHING_S = 30.0
LONGEST_SMOOTHING_S = 180.0
SHORT_S = 180.0
"""A recording below this is smoothed by a sixth of its length, at least `SHORT_SMOOTHING_S`: half a
minute would make one flat line of a meeting of one minute."""
SHORT_SMOOTHING_S = 6.0

LINE_FROM = 3.0
"""Effective number of utterances from which a line is drawn at all. In a short recording any will
do, as otherwise nobody in it would have one; it is dashed then."""
BAND_FROM = 5.0
"""Effective number of utterances from which their scatter says something."""

STEADY, WIDER = 8.0, 1.5
"""Where fewer effective utterances than this are near, the line is smoothed more widely, up to so
many times: there two strange ones would lift it."""
EVENT_SHARE = 0.3
"""How widely an event is smoothed, as a part of how long it lasts: its middle keeps 9 tenths of its
depth."""

SILENCE = 2.0
"""A line breaks where its speaker is silent for longer than this, in bandwidths."""
STEPS_PER_BANDWIDTH = 8
REACH = 4.0
"""The kernel is cut where it has fallen to 0.03 %, in bandwidths."""
POINTS_AT_ONCE = 32
"""Computed together: keeps the matrix of a meeting with thousands of utterances small."""


@dataclass(frozen=True, slots=True)
class Line:
    """Arrays of one length, a point of the line each; all NaN between two runs.

    A run is a stretch without long silence. `low` and `high` bound the 95 % band of the mean, NaN
    where `support`, the effective number of utterances, is below `BAND_FROM`.
    """

    at_s: Floats
    polarity: Floats
    low: Floats
    high: Floats
    support: Floats
    least: float = LINE_FROM
    """The support from which the line is drawn."""


def choose_bandwidth_s(length_s: float) -> float:
    """How widely a meeting of this length is smoothed (standard deviation of the kernel)."""
    if length_s < SHORT_S:
        return max(length_s * SHORTEST_SMOOTHING_S / SHORT_S, SHORT_SMOOTHING_S)
    return min(max(SMOOTHING_SHARE * length_s, SHORTEST_SMOOTHING_S), LONGEST_SMOOTHING_S)


def choose_least_support(length_s: float) -> float:
    """The effective number of utterances that a line needs in a meeting of this length."""
    return LINE_FROM if length_s >= SHORT_S else 1.0


def smooth_line(
    frame: pd.DataFrame, bandwidth: float, least: float = LINE_FROM, events: Spans = ()
) -> Line:
    """The line through one speaker's frame; without points where nothing was scored.

    Around `events` (seconds from, to), which are surer than chance, it is smoothed as narrowly as
    they are short, so that it follows them. How long a silence breaks it does not change by that.
    Each run is smoothed by itself, so that the line bridges no silence. Unscored utterances are
    left out: they are not 0.
    """
    scored = frame[frame["polarity"].notna()]
    start, end = scored["start_s"].to_numpy(), scored["end_s"].to_numpy()
    rows = np.stack([start, end, scored["polarity"].to_numpy(), weigh_utterances(scored)])
    gap = np.full((5, 1), math.nan)
    parts: list[Floats] = []
    for run in np.split(rows, _silences(start, end, SILENCE * bandwidth), axis=1):
        if run.size:
            parts += [gap, _smoothed(run, bandwidth, events)]
    points = np.concatenate(parts[1:], axis=1) if parts else np.empty((5, 0))
    at_s, polarity, low, high, support = points
    return Line(at_s, polarity, low, high, support, least)


def find_stretches(beyond: NDArray[np.bool_]) -> Iterator[slice]:
    """Every unbroken stretch of True, as the points of a line that belong together."""
    steps = np.diff(np.concatenate(([0], beyond.astype(int), [0])))
    for first, last in zip(np.flatnonzero(steps == 1), np.flatnonzero(steps == -1), strict=True):
        yield slice(int(first), int(last))


def _silences(start: Floats, end: Floats, longer_than_s: float) -> NDArray[np.intp]:
    """Where a new run begins."""
    heard_until = np.maximum.accumulate(end)
    return np.flatnonzero(start[1:] - heard_until[:-1] > longer_than_s) + 1


def _smoothed(run: Floats, widest: float, events: Spans) -> Floats:
    """The rows of a `Line` for one run, given rows of start, end, polarity and words."""
    start, end, polarity, words = run
    heard_until = np.maximum.accumulate(end)
    # Of a monologue only what is said within about a bandwidth can matter at any one point.
    words = words * np.minimum(1.0, widest / np.maximum(end - start, 1e-9))
    at_s = _place_points(start[0], heard_until[-1], widest, events)
    widths = _narrow(at_s, widest, events)
    heard = start, end, heard_until, polarity, words
    level, error, support = _average(at_s, widths, heard)
    if (support < STEADY).any():
        # Two sentences at an end must not lift it: where few are near, more of them are taken in.
        widths *= np.clip(np.sqrt(STEADY / support), 1.0, WIDER)
        level, error, support = _average(at_s, widths, heard)
    reach = np.where(support >= BAND_FROM, 1.96 * error, math.nan)
    low, high = np.maximum(level - reach, -1.0), np.minimum(level + reach, 1.0)
    return np.stack([at_s, level, low, high, support])


def _average(at_s: Floats, widths: Floats, heard: tuple[Floats, ...]) -> Floats:
    """Level, error and support at each point, given its bandwidth."""
    start, end, heard_until, polarity, words = heard
    parts = []
    for first in range(0, len(at_s), POINTS_AT_ONCE):
        points = at_s[first : first + POINTS_AT_ONCE, None]
        reach_s = REACH * float(widths[first : first + POINTS_AT_ONCE].max())
        near = slice(
            int(np.searchsorted(heard_until, points[0, 0] - reach_s)),
            int(np.searchsorted(start, points[-1, 0] + reach_s, side="right")),
        )
        # How far from being spoken: 0 while the utterance lasts.
        away = np.maximum(np.maximum(start[near] - points, points - end[near]), 0.0)
        away /= widths[first : first + POINTS_AT_ONCE, None]
        parts.append(_means(away, words[near], polarity[near]))
    averages: Floats = np.concatenate(parts, axis=1)
    return averages


def _place_points(start_s: float, end_s: float, widest: float, events: Spans) -> Floats:
    """Where the line has points: evenly, and closer together in events and on the way to them."""
    steps = math.ceil((end_s - start_s) / widest * STEPS_PER_BANDWIDTH)
    evenly = np.linspace(start_s, end_s, max(steps, 1) + 1)
    closer = [
        np.arange(
            max(first - widest, start_s),
            min(last + widest, end_s),
            _choose_width(first, last, widest) / STEPS_PER_BANDWIDTH,
        )
        for first, last in events
    ]
    return np.unique(np.concatenate([evenly, *closer])) if events else evenly


def _narrow(at_s: Floats, widest: float, events: Spans) -> Floats:
    """The bandwidth at each point; beside an event it widens over one bandwidth again."""
    widths = np.full_like(at_s, widest)
    for first, last in events:
        width = _choose_width(first, last, widest)
        outside = np.maximum(np.maximum(first - at_s, at_s - last), 0.0) / widest
        widths = np.minimum(widths, width + (widest - width) * np.minimum(outside, 1.0))
    return widths


def _choose_width(first_s: float, last_s: float, widest: float) -> float:
    return float(np.clip((last_s - first_s) * EVENT_SHARE, SHORT_SMOOTHING_S, widest))


def _means(away: Floats, words: Floats, polarity: Floats) -> Floats:
    """Weighted mean, its standard error and the effective number, as rows of one array.

    `away`: one row per point of the line, one column per utterance, in bandwidths.
    """
    weight = words * np.exp(-0.5 * away**2)
    weight /= weight.sum(axis=1, keepdims=True)
    # Five equal utterances are five, not 4.999….
    support = np.round(1.0 / (weight**2).sum(axis=1), 9)
    # Rounding may push a mean past its data by the last bit; a constant must stay that constant.
    level = np.clip(weight @ polarity, polarity.min(), polarity.max())
    variance = (weight * (polarity[None, :] - level[:, None]) ** 2).sum(axis=1)
    error = np.sqrt(variance / np.maximum(support - 1.0, 1e-9))
    return np.stack([level, error, support])
