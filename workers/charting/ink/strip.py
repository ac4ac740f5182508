"""The talk strip: who speaks when, on the same time axis as the lines."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from workers.charting.frames import Floats
from workers.charting.ink.panel import Panel

PAUSE_S = 2.0
"""A pause up to this long, and shorter than the talk on both sides, does not end someone's talk."""
FAINT = 0.4
"""Opacity is the spoken share of a pixel to this power: a word said once still shows, and a row of
short words is paler than steady talk."""


def find_spans(frame: pd.DataFrame) -> Floats:
    """When a voice talks, as rows of (start, end) in seconds, in order and apart."""
    return merge_spans(np.column_stack([frame["start_s"].to_numpy(), frame["end_s"].to_numpy()]))


def merge_spans(talk: Floats) -> Floats:
    """Spans in order of time, put together where they touch."""
    if not len(talk):
        return talk
    start, end = talk[np.argsort(talk[:, 0], kind="stable")].T
    until = np.maximum.accumulate(end)
    opens = np.concatenate(([True], start[1:] > until[:-1]))
    closes = np.concatenate((opens[1:], [True]))
    return np.stack([start[opens], until[closes]], axis=1)


def find_talk_at_once(voices: Iterable[Floats]) -> Floats:
    """When two or more voices talk, given the spans of each."""
    talk = np.concatenate([np.empty((0, 2)), *voices])
    at_s, change = talk.T.ravel(), np.repeat([1, -1], len(talk))
    # At one time ends come before starts: to follow closely is not to talk at once.
    order = np.lexsort((change, at_s))
    at_s, talking = at_s[order], change[order].cumsum()
    here = np.flatnonzero(talking >= 2)
    return merge_spans(np.column_stack([at_s[here], at_s[here + 1]]))


def close_breaths(talk: Floats) -> Floats:
    """Spans with the breath between two sentences closed, so that a row is no comb."""
    if not len(talk):
        return talk
    length_s = talk[:, 1] - talk[:, 0]
    pause_s = talk[1:, 0] - talk[:-1, 1]
    ends = pause_s > np.minimum(np.minimum(length_s[:-1], length_s[1:]), PAUSE_S)
    opens, closes = np.concatenate(([True], ends)), np.concatenate((ends, [True]))
    return np.stack([talk[opens, 0], talk[closes, 1]], axis=1)


def find_overlaps(mine: Floats, theirs: Floats) -> Floats:
    """Where two results of `find_spans` run at once."""
    first = np.searchsorted(theirs[:, 1], mine[:, 0], side="right")
    last = np.searchsorted(theirs[:, 0], mine[:, 1], side="left")
    count = np.maximum(last - first, 0)
    # Every pair that meets: each of mine as often as it meets one of theirs.
    which = np.arange(count.sum()) - np.repeat(count.cumsum() - count, count)
    met = theirs[which + np.repeat(first, count)]
    whole = np.repeat(mine, count, axis=0)
    shared = np.stack([np.maximum(met[:, 0], whole[:, 0]), np.minimum(met[:, 1], whole[:, 1])], 1)
    return merge_spans(shared)


def measure_coverage(talk: Floats, length_s: float, pixels: int) -> Floats:
    """The spoken share, 0 to 1, of each of so many equal parts of the time axis."""
    if not len(talk):
        return np.zeros(pixels)
    edges = np.linspace(0.0, length_s, pixels + 1)
    before = np.concatenate(([0.0], np.diff(talk).cumsum()))
    spoken = np.interp(edges, talk.ravel(), np.repeat(before, 2)[1:-1])
    share: Floats = np.diff(spoken) * pixels / length_s
    return np.clip(share, 0.0, 1.0)


def draw_row(panel: Panel, talk: Floats, top: float, height: int, tint: str) -> None:
    """One row, `height` pixels high, from `top` pixels below the card's upper edge."""
    share = measure_coverage(talk, max(panel.length_s, 1.0), round(panel.across))
    panel.bar(share**FAINT, top, height, tint)
