"""A part of a line, for a closer look: it is the line of the whole meeting that is seen closer.

A line through the sentences of the stretch alone would end otherwise than the one people have
just seen, since it knows nothing of what is said right before and after.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from workers.charting.frames.smoothing import Floats, Line


def cut_line(line: Line, opens_s: float, closes_s: float) -> Line:
    """What of it is between two times, told from the first one on."""
    rows = np.stack([line.at_s, line.polarity, line.low, line.high, line.support])
    runs = [_cut(run, opens_s, closes_s) for run in _split_runs(rows)]
    gap = np.full((5, 1), np.nan)
    parts = [part for run in runs if run.size for part in (gap, run)]
    points = np.concatenate(parts[1:], axis=1) if parts else np.empty((5, 0))
    at_s, polarity, low, high, support = points
    return Line(at_s, polarity, low, high, support, line.least)


def _split_runs(rows: Floats) -> Iterator[Floats]:
    for run in np.split(rows, np.flatnonzero(np.isnan(rows[0])), axis=1):
        spoken = run[:, ~np.isnan(run[0])]
        if spoken.size:
            yield spoken


def _cut(run: Floats, opens_s: float, closes_s: float) -> Floats:
    """With points right at the edges, where it goes on beyond them."""
    at_s = run[0]
    first, last = max(at_s[0], opens_s), min(at_s[-1], closes_s)
    if first > last:
        return np.empty((5, 0))
    inside = at_s[(at_s > first) & (at_s < last)]
    wanted = np.unique(np.concatenate([[first], inside, [last]]))
    rows = [np.interp(wanted, at_s, row) for row in run[1:]]
    return np.stack([wanted - opens_s, *rows])
