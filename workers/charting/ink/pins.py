"""Numbered pins for the moments: the number here, the quote in the text beside the chart."""

from __future__ import annotations

from collections.abc import Sequence

from workers.charting.ink import card
from workers.charting.ink.labels import to_points
from workers.charting.ink.palette import Theme
from workers.charting.ink.panel import Panel
from workers.domain.moment import Moment, MomentKind

SIZE = 42.0
"""Across, in pixels."""
SMALL = 32.0
STEM = 28.0
FOOT = 22.0
"""How wide a disagreement's stem stands on the two lines."""

Place = tuple[float, float]
"""Of a pin's head: x and y in pixels from the top left corner."""


def pin_overlay(panel: Panel, moments: Sequence[Moment], theme: Theme) -> list[Place]:
    """Pins on a panel that has every voice, of several voices on all their levels; where their
    heads are."""
    taken: list[Place] = []
    for moment in moments:
        if moment.kind is MomentKind.DISAGREEMENT:
            wanted = panel.y(sum(moment.levels) / len(moment.levels))
        else:
            falls = moment.kind in (MomentKind.DIP, MomentKind.LOW)
            outer = min(moment.levels) if falls else max(moment.levels)
            wanted = _beside(panel, panel.y(outer), 1.0 if falls else -1.0, SIZE)
        _pin(panel, moment, moment.levels, (wanted, SIZE), taken, theme)
    return taken


def pin_panel(
    panel: Panel, moments: Sequence[Moment], speakers: Sequence[str], theme: Theme
) -> None:
    """Pins on a small panel: each on the line of the one voice that is drawn there."""
    taken: list[Place] = []
    for moment in moments:
        for speaker, level in zip(moment.speakers, moment.levels, strict=True):
            if speaker in speakers:
                wanted = _beside(panel, panel.y(level), 1.0 if level < 0 else -1.0, SMALL)
                _pin(panel, moment, (level,), (wanted, SMALL), taken, theme)


def _beside(panel: Panel, foot: float, down: float, size: float) -> float:
    """The pin's head off the line on the outer side, on the inner where there is no room."""
    head = foot + down * (size / 2 + STEM)
    inside = panel.top + size / 2 + 3 <= head <= panel.foot - size / 2 - 3
    return head if inside else foot - down * (size / 2 + STEM)


def _pin(
    panel: Panel,
    moment: Moment,
    levels: Sequence[float],
    head: tuple[float, float],
    taken: list[Place],
    theme: Theme,
) -> None:
    """One pin; `head` is where it is wanted and its size, in pixels."""
    wanted, size = head
    x = panel.x(moment.peak_s)
    y = _free(panel, (x, wanted), size, taken)
    taken.append((x, y))
    ends = [*levels, panel.level(y)]
    panel.line([moment.peak_s] * 2, [min(ends), max(ends)], theme.ink, 2.5, zorder=8)
    if len(levels) > 1:
        # Feet, so that the span is seen to end there when another pin's stem goes on from it.
        feet = {"marker": "_", "markersize": to_points(FOOT), "markeredgewidth": to_points(3.5)}
        panel.line([moment.peak_s] * 2, levels, theme.ink, 0, linestyle="none", zorder=8, **feet)
    panel.line(
        [moment.peak_s],
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


def _free(panel: Panel, wanted: Place, size: float, taken: list[Place]) -> float:
    """The height nearest to the wanted one that is inside and clear of the other pins."""
    x, y = wanted
    top, foot = panel.top + size / 2, panel.foot - size / 2
    near = [b for a, b in taken if abs(x - a) < size]
    steps = (y + size / 4 * step for step in range(-16, 17))
    clear = [
        at for at in steps if top <= at <= foot and all(abs(at - other) >= size for other in near)
    ]
    return min(clear, key=lambda at: abs(at - y), default=y)
