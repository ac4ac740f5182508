"""Numbered pins for the moments: the number here, the quote in the text beside the chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from workers.charting.frames import find_stretches
from workers.charting.ink import card
from workers.charting.ink.card import Voice
from workers.charting.ink.labels import to_points
from workers.charting.ink.palette import Theme
from workers.charting.ink.panel import Panel
from workers.charting.ink.strokes import find_drawn
from workers.domain.moment import Moment, MomentKind

SIZE = 42.0
"""Across, in pixels."""
SMALL = 32.0
STEM = 28.0
AIR = 5.0
"""Between a head and a line."""
REACH = 24
"""Steps of a quarter of its size that a head may be moved up or down."""
FOOT = 22.0
"""How wide a disagreement's stem stands on the two lines."""

Place = tuple[float, float]
"""Of a pin's head: x and y in pixels from the top left corner."""


def pin_overlay(
    panel: Panel, moments: Sequence[Moment], voices: Sequence[Voice], theme: Theme
) -> list[Place]:
    """Pins on a panel that has every voice, of several voices on all their levels; where their
    heads are, off the lines where there is room."""
    taken: list[Place] = []
    for moment in moments:
        if moment.kind is MomentKind.DISAGREEMENT:
            wanted = panel.y(sum(moment.levels) / len(moment.levels))
        else:
            falls = moment.kind in (MomentKind.DIP, MomentKind.LOW)
            outer = min(moment.levels) if falls else max(moment.levels)
            wanted = _beside(panel, panel.y(outer), 1.0 if falls else -1.0)
        _pin(panel, moment, wanted, taken, voices, theme)
    return taken


def draw_stem(panel: Panel, moment: Moment, level: float, head: Place, theme: Theme) -> None:
    """A pin whose head stands above a small panel, at `head` in pixels, and its stem down to the
    line: along the panel's edge where the head had to give way, so that it crosses no words."""
    x, y = head
    aside_s = (x - panel.left) / panel.second
    at_s = [aside_s, aside_s, moment.peak_s, moment.peak_s]
    levels = [panel.level(y), panel.high, panel.high, level]
    panel.line(at_s, levels, theme.ink, 2.5, zorder=8)
    _draw_head(panel, moment, head, SMALL, theme)


def _beside(panel: Panel, foot: float, down: float) -> float:
    """The pin's head off the line on the outer side, on the inner where there is no room."""
    head = foot + down * (SIZE / 2 + STEM)
    inside = panel.top + SIZE / 2 + 3 <= head <= panel.foot - SIZE / 2 - 3
    return head if inside else foot - down * (SIZE / 2 + STEM)


def _pin(
    panel: Panel,
    moment: Moment,
    wanted: float,
    taken: list[Place],
    voices: Sequence[Voice],
    theme: Theme,
) -> None:
    """One pin with its head as near as can be to `wanted`, in pixels from the top."""
    x, levels = panel.x(moment.peak_s), moment.levels
    y = _free(panel, (x, wanted), taken, [*_find_lines_at(panel, x, voices)])
    taken.append((x, y))
    ends = [*levels, panel.level(y)]
    panel.line([moment.peak_s] * 2, [min(ends), max(ends)], theme.ink, 2.5, zorder=8)
    if len(levels) > 1:
        # Feet, so that the span is seen to end there when another pin's stem goes on from it.
        feet = {"marker": "_", "markersize": to_points(FOOT), "markeredgewidth": to_points(3.5)}
        panel.line(
            [moment.peak_s] * len(levels), levels, theme.ink, 0, linestyle="none", zorder=8, **feet
        )
    _draw_head(panel, moment, (x, y), SIZE, theme)


def _draw_head(panel: Panel, moment: Moment, head: Place, size: float, theme: Theme) -> None:
    x, y = head
    panel.line(
        [(x - panel.left) / panel.second],
        [panel.level(y)],
        theme.ink,
        0,
        marker="o",
        markersize=to_points(size),
        markeredgecolor=theme.card,
        markeredgewidth=to_points(3),
        zorder=9,
    )
    number = str(moment.number)
    card.write_text(
        panel.figure, x, y, number, size * 0.66, theme.card, weight="bold", ha="center", zorder=10
    )


def _free(
    panel: Panel, wanted: Place, taken: Sequence[Place], lines: Sequence[tuple[float, float]]
) -> float:
    """The height nearest to the wanted one that is inside, clear of the other pins and, where any
    such is, clear of the lines."""
    x, y = wanted
    top, foot = panel.top + SIZE / 2, panel.foot - SIZE / 2
    near = [b for a, b in taken if abs(x - a) < SIZE]
    steps = (y + SIZE / 4 * step for step in range(-REACH, REACH + 1))
    clear = [
        at for at in steps if top <= at <= foot and all(abs(at - other) >= SIZE for other in near)
    ]
    half = SIZE / 2 + AIR
    bare = [at for at in clear if all(at + half < high or at - half > low for high, low in lines)]
    return min(bare or clear, key=lambda at: abs(at - y), default=y)


def _find_lines_at(
    panel: Panel, x: float, voices: Sequence[Voice]
) -> Iterator[tuple[float, float]]:
    """From where to where each line goes beside a pin, in pixels from the top."""
    across = np.linspace(x - SIZE / 2 - AIR, x + SIZE / 2 + AIR, 9)
    at_s = (across - panel.left) / panel.second
    for voice in voices:
        for part in find_stretches(find_drawn(voice.line)):
            drawn_s, level = voice.line.at_s[part], voice.line.polarity[part]
            beside = at_s[(at_s >= drawn_s[0]) & (at_s <= drawn_s[-1])]
            if beside.size:
                heights = [panel.y(float(one)) for one in np.interp(beside, drawn_s, level)]
                yield min(heights), max(heights)
