"""Long gaps say so: an empty stretch without a word looks like a fault of the picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from workers.charting.ink import card, strip, strokes
from workers.charting.ink.card import Voice
from workers.charting.ink.labels import measure_width
from workers.charting.ink.palette import Theme
from workers.charting.ink.panel import Panel

LEAST_S = 30.0
"""A shorter gap is a pause, however short the recording."""
PAD = 14
"""Pixels that are free on both sides of the words."""

Box = tuple[float, float, float, float]
"""Left, top, width and height, in pixels from the top left corner of the card."""


Gap = tuple[float, float]
"""Seconds from and to."""


def find_gaps(voices: Sequence[Voice], length_s: float) -> list[Gap]:
    """When nobody speaks for long and no line goes on."""
    spans = [strip.find_spans(voice.frame) for voice in voices]
    talk = strip.merge_spans(np.concatenate([np.empty((0, 2)), *spans]))
    if not len(talk):
        return []
    starts = np.concatenate(([0.0], talk[:, 1]))
    ends = np.concatenate((talk[:, 0], [length_s]))
    drawn = [voice.line.at_s[strokes.find_drawn(voice.line)] for voice in voices]
    long = [
        (start_s, end_s)
        for start_s, end_s in zip(starts.tolist(), ends.tolist(), strict=True)
        if end_s - start_s >= LEAST_S
    ]
    return [
        (start_s, end_s)
        for start_s, end_s in long
        if not any(np.any((at_s > start_s) & (at_s < end_s)) for at_s in drawn)
    ]


def write_gaps(
    panel: Panel, gaps: Sequence[Gap], said: str, size: float, theme: Theme
) -> list[Box]:
    """Write `said` into each gap that has room for it; where that is."""
    if not said:
        return []
    across, boxes = measure_width(said, size), []
    for start_s, end_s in gaps:
        if (end_s - start_s) * panel.second >= across + 2 * PAD:
            x, y = panel.x((start_s + end_s) / 2), panel.y(0.0) - size
            card.write_text(panel.figure, x, y, said, size, theme.muted, ha="center", zorder=5)
            boxes.append((x - across / 2, y - size / 2, across, size))
    return boxes
