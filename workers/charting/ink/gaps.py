"""Long gaps say so: an empty stretch without a word looks like a fault of the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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


def write_gaps(
    panel: Panel, voices: Sequence[Voice], said: str, size: float, theme: Theme
) -> list[Box]:
    """Write `said` into each gap that has room for it; where that is."""
    if not said:
        return []
    across, boxes = measure_width(said, size), []
    for start_s, end_s in _find_gaps(panel, voices):
        if (end_s - start_s) * panel.second >= across + 2 * PAD:
            x, y = panel.x((start_s + end_s) / 2), panel.y(0.0) - size
            card.write_text(panel.figure, x, y, said, size, theme.muted, ha="center", zorder=5)
            boxes.append((x - across / 2, y - size / 2, across, size))
    return boxes


def _find_gaps(panel: Panel, voices: Sequence[Voice]) -> Iterator[tuple[float, float]]:
    """When nobody speaks and no line goes on: seconds from and to."""
    spans = [strip.find_spans(voice.frame) for voice in voices]
    talk = strip.merge_spans(np.concatenate([np.empty((0, 2)), *spans]))
    if not len(talk):
        return
    starts = np.concatenate(([0.0], talk[:, 1]))
    ends = np.concatenate((talk[:, 0], [panel.length_s]))
    drawn = [voice.line.at_s[strokes.find_drawn(voice.line)] for voice in voices]
    for start_s, end_s in zip(starts.tolist(), ends.tolist(), strict=True):
        inside = (np.any((at_s > start_s) & (at_s < end_s)) for at_s in drawn)
        if end_s - start_s >= LEAST_S and not any(inside):
            yield start_s, end_s
