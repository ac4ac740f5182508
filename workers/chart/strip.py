"""The talk strip: who speaks when, as blocks on the same time axis as the lines."""

from __future__ import annotations

import numpy as np
import pandas as pd

from workers.chart.panel import Panel
from workers.frames import Floats

FINEST = 1.5
"""In pixels: shorter pauses are closed, and no block is thinner: a word said once still shows."""


def spans(frame: pd.DataFrame, finest_s: float) -> Floats:
    """Stretches of talk as rows of (start, end) in seconds, in order and apart."""
    if frame.empty:
        return np.empty((0, 2))
    start = frame["start_s"].to_numpy()
    until = np.maximum.accumulate(np.maximum(frame["end_s"].to_numpy(), start + finest_s))
    opens = np.concatenate(([True], start[1:] - until[:-1] > finest_s))
    closes = np.concatenate((opens[1:], [True]))
    return np.stack([start[opens], until[closes]], axis=1)


def overlaps(mine: Floats, theirs: Floats) -> Floats:
    """Where two lists of spans run at once."""
    shared = []
    for start, end in mine:
        near = theirs[(theirs[:, 1] > start) & (theirs[:, 0] < end)]
        shared.append(np.clip(near, start, end))
    return np.concatenate(shared) if shared else np.empty((0, 2))


def blocks(panel: Panel, talk: Floats, low: float, high: float, tint: str) -> None:
    """One row of blocks between two levels of the panel."""
    start, end = talk[:, 0], talk[:, 1]
    foot, head = np.full_like(start, low), np.full_like(start, high)
    corners = [(start, foot), (start, head), (end, head), (end, foot)]
    outlines = np.stack([np.column_stack(corner) for corner in corners], axis=1)
    panel.areas(list(outlines), tint, zorder=5)
