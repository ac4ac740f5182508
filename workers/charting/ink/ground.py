"""What every panel of lines stands on: zones, zero line, cut-offs, and time ticks."""

from __future__ import annotations

import math

from workers.charting.ink.palette import Theme
from workers.charting.ink.panel import REACH, Panel

CUT_OFF = 0.3
"""Beyond this, words count as positive or negative."""

MIDDLE = (1 + CUT_OFF) / 2
"""Of the positive zone, where its word stands."""

STEPS_S = (1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600, 7200, 10800)


def lay_ground(panel: Panel, ticks: list[float], theme: Theme) -> None:
    """Fixed scale from −1 to +1, tinted beyond the cut-offs; one thin line for each time tick."""
    panel.fill(CUT_OFF, REACH, theme.cool)
    panel.fill(-REACH, -CUT_OFF, theme.warm)
    rule_lines(panel, ticks, theme)
    end_s = max(panel.length_s, 1.0)
    panel.line([0.0, end_s], [0.0, 0.0], theme.muted, 2, zorder=2)


def rule_lines(panel: Panel, ticks: list[float], theme: Theme) -> None:
    """The lines of the time ticks, drawn in one go."""
    at_s = [x for tick in ticks for x in (tick, tick, math.nan)]
    panel.line(at_s, [panel.low, panel.high, math.nan] * len(ticks), theme.grid, 1, zorder=1)


def choose_ticks(length_s: float, most: int) -> list[float]:
    """Round times from 0 to the end, `most` steps or fewer."""
    step = next((step for step in STEPS_S if length_s / step <= most), None)
    if step is None:
        step = STEPS_S[-1] * (1 + int(length_s / (STEPS_S[-1] * most)))
    return [float(at_s) for at_s in range(0, int(length_s) + 1, step)]
