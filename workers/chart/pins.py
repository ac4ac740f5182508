"""Numbered pins for the moments: the number here, the quote in the text beside the chart."""

from __future__ import annotations

from collections.abc import Sequence

from workers.chart import card
from workers.chart.labels import points
from workers.chart.palette import Theme
from workers.chart.panel import Panel
from workers.moments import Kind, Moment

SIZE = 42.0
"""Across, in pixels."""
SMALL = 32.0
STEM = 28.0


def overlaid(panel: Panel, moments: Sequence[Moment], theme: Theme) -> None:
    """Pins on a panel that has every voice: a disagreement's spans both lines."""
    heads: list[tuple[float, float]] = []
    for moment in moments:
        x, foot = panel.x(moment.peak_s), panel.y(moment.levels[0])
        if moment.kind is Kind.DISAGREEMENT:
            other = panel.y(moment.levels[1])
            head, foot = _free(x, (foot + other) / 2, SIZE, heads), other
            _stem(panel, moment.peak_s, moment.levels, theme)
        else:
            down = 1.0 if moment.kind is Kind.DIP else -1.0
            head = _beside(panel, foot, down, SIZE)
            head = _free(x, head, SIZE if head > foot else -SIZE, heads)
            _stem(panel, moment.peak_s, (moment.levels[0], _level(panel, head)), theme)
        heads.append((x, head))
        _head(panel, x, head, moment.number, SIZE, theme)


def alone(panel: Panel, moments: Sequence[Moment], speakers: Sequence[str], theme: Theme) -> None:
    """Pins on a small panel: each on the line of the one voice that is drawn there."""
    heads: list[tuple[float, float]] = []
    for moment in moments:
        for speaker, level in zip(moment.speakers, moment.levels, strict=True):
            if speaker in speakers:
                x, foot = panel.x(moment.peak_s), panel.y(level)
                head = _beside(panel, foot, 1.0 if level < 0 else -1.0, SMALL)
                head = _free(x, head, SMALL if head > foot else -SMALL, heads)
                heads.append((x, head))
                _stem(panel, moment.peak_s, (level, _level(panel, head)), theme)
                _head(panel, x, head, moment.number, SMALL, theme)


def _beside(panel: Panel, foot: float, down: float, size: float) -> float:
    """The pin's head off the line on the outer side, on the inner where there is no room."""
    head = foot + down * (size / 2 + STEM)
    inside = panel.top + size / 2 + 3 <= head <= panel.foot - size / 2 - 3
    return head if inside else foot - down * (size / 2 + STEM)


def _free(x: float, head: float, step: float, heads: list[tuple[float, float]]) -> float:
    """The same place, or one a step further where another pin has it already."""
    while any(abs(x - a) < abs(step) and abs(head - b) < abs(step) for a, b in heads):
        head += step / 2
    return head


def _level(panel: Panel, y: float) -> float:
    return panel.high - (y - panel.top) / panel.unit


def _stem(panel: Panel, at_s: float, levels: Sequence[float], theme: Theme) -> None:
    panel.line([at_s] * 2, list(levels), theme.ink, 2.5, zorder=8)


def _head(panel: Panel, x: float, y: float, number: int, size: float, theme: Theme) -> None:
    panel.line(
        [(x - panel.left) / panel.second],
        [_level(panel, y)],
        theme.ink,
        0,
        marker="o",
        markersize=points(size),
        markeredgecolor=theme.card,
        markeredgewidth=points(3),
        zorder=9,
    )
    card.text(
        panel.figure,
        x,
        y,
        str(number),
        size * 0.66,
        theme.card,
        weight="bold",
        ha="center",
        zorder=10,
    )
