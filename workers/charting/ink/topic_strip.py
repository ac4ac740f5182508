"""What was talked about when: a row of names along the time axis.

A name that has no room in its stretch is left out, and the row where too few have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.patches import Rectangle
from matplotlib.transforms import IdentityTransform

from workers.charting.ink import card
from workers.charting.ink.labels import is_drawable, measure_width
from workers.charting.ink.palette import Theme
from workers.charting.ink.panel import Panel
from workers.charting.topics import FEWEST, TopicSpan

BLOCK = 34
"""How high the row is, in pixels."""
SIZES = (27, 24)
"""The largest in which all names fit, or as many as do in the smallest."""
PAD, SEAM = 7, 3
"""Pixels beside a name, and between two stretches."""


@dataclass(frozen=True, slots=True)
class TopicRow:
    """The topics with the names that are written, and how large."""

    topics: Sequence[TopicSpan]
    names: Sequence[str]
    size: float


def fit_topics(topics: Sequence[TopicSpan], across: float, length_s: float) -> TopicRow | None:
    """The row for an axis of so many pixels; None where it would say too little."""
    second = across / max(length_s, 1.0)
    for size in SIZES:
        names = [_fit_name(topic, second, size) for topic in topics]
        if all(names) or size == SIZES[-1]:
            wanted = sum(bool(topic.name) for topic in topics)
            enough = max(FEWEST, wanted - wanted // 3)
            return TopicRow(topics, names, size) if sum(map(bool, names)) >= enough else None
    return None


def draw_topics(panel: Panel, row: TopicRow, top: float, theme: Theme) -> None:
    """The row below or above a panel, from `top` pixels below the card's upper edge."""
    foot = card.HEIGHT - top - BLOCK
    for topic, name in zip(row.topics, row.names, strict=True):
        left, right = panel.x(topic.start_s), panel.x(topic.end_s)
        ground = Rectangle((left, foot), max(right - left - SEAM, 1.0), BLOCK)
        ground.set(facecolor=theme.grid, alpha=0.75, linewidth=0, zorder=0)
        ground.set_transform(IdentityTransform())
        panel.figure.add_artist(ground)
        if name:
            x = (left + right - SEAM) / 2
            y = top + BLOCK / 2
            card.write_text(panel.figure, x, y, name, row.size, theme.ink, ha="center")


def _fit_name(topic: TopicSpan, second: float, size: float) -> str:
    room = (topic.end_s - topic.start_s) * second - SEAM - 2 * PAD
    fits = is_drawable(topic.name) and measure_width(topic.name, size) <= room
    return topic.name if fits else ""
