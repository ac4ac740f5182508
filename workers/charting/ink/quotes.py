"""Quotes beside their pins: short, cut at a word, never over lines, pins or each other.

A quote that has no room is left out; it stands in the text beside the chart anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import IdentityTransform
from numpy.typing import NDArray

from workers.charting.frames import find_stretches
from workers.charting.ink import card, strokes
from workers.charting.ink.card import HEIGHT, Voice
from workers.charting.ink.labels import measure_width, to_points
from workers.charting.ink.palette import Theme
from workers.charting.ink.panel import Panel
from workers.charting.ink.pins import Place
from workers.charting.ink.wrapping import wrap_quote
from workers.domain.moment import Moment

SIZE, LEADING = 25, 30
"""Height of the letters, and from one line to the next, in pixels."""
ROOM, ROWS = 310, (3, 2, 1)
"""How wide a line may be, and of how many a quote is tried."""
PAD = 7
CELL = 4
"""Pixels to a cell of the map of what is taken."""
REACH = 420.0
"""A quote further from its pin than this would be somebody else's."""
DOT_COST = 6.0
"""A dot under a quote is worth so many pixels of distance."""
TOUCHING = 30.0
"""Nearer than this, nothing has to lead from the pin to its quote."""


@dataclass(frozen=True, slots=True)
class _Box:
    """In pixels from the top left corner of the card."""

    left: float
    top: float
    across: float
    height: float


def write_quotes(
    panel: Panel,
    voices: Sequence[Voice],
    pinned: Sequence[tuple[Moment, Place]],
    quotes: Mapping[int, str],
    theme: Theme,
    taken_by: Iterable[tuple[float, float, float, float]] = (),
) -> None:
    """The quotes of the moments, by number, near the heads of their pins and off what is taken.

    `taken_by` are other words on the panel: left, top, width and height, in pixels.
    """
    taken = _Map(panel)
    for corner in taken_by:
        taken.mark(*corner)
    for voice in voices:
        taken.mark_line(voice)
    for moment, place in pinned:
        taken.mark_pin(moment, place)
    dots = _Map(panel)
    for voice in voices:
        dots.mark_dots(voice)
    for moment, place in pinned:
        for most in ROWS:
            rows = wrap_quote(quotes.get(moment.number, ""), most, ROOM, SIZE)
            box = _find_room(panel, rows, place, taken, dots) if rows else None
            if box:
                taken.mark(box.left, box.top, box.across, box.height)
                _write(panel, rows, box, place, theme)
                break


class _Map:
    """Which cells of a panel are taken."""

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self._cells = np.zeros((int(panel.height // CELL), int(panel.across // CELL)))

    def mark(self, left: float, top: float, across: float, height: float) -> None:
        row, column = (top - self._panel.top) / CELL, (left - self._panel.left) / CELL
        rows = slice(max(int(row), 0), max(int(row + height / CELL) + 1, 0))
        self._cells[rows, max(int(column), 0) : max(int(column + across / CELL) + 1, 0)] += 1

    def mark_pin(self, moment: Moment, place: Place) -> None:
        x, y = place
        self.mark(x - 25, y - 25, 50, 50)
        ends = [y, *map(self._panel.y, moment.levels)]
        self.mark(x - PAD, min(ends), 2 * PAD, max(ends) - min(ends))

    def mark_line(self, voice: Voice) -> None:
        line = voice.line
        for part in find_stretches(strokes.find_drawn(line)):
            across = self._panel.left + line.at_s[part] * self._panel.second
            x = np.arange(across[0], across[-1] + 1.0, CELL)
            level = np.interp(x, across, line.polarity[part])
            for at, one, other in zip(x, level, np.append(level[1:], level[-1]), strict=True):
                top, foot = sorted((self._panel.y(float(one)), self._panel.y(float(other))))
                self.mark(float(at) - PAD, top - PAD, 2 * PAD, foot - top + 2 * PAD)

    def mark_dots(self, voice: Voice) -> None:
        scored = voice.frame[voice.frame["polarity"].notna()]
        across = scored["middle_s"].to_numpy() * self._panel.second
        down = (self._panel.high - scored["polarity"].to_numpy()) * self._panel.unit
        rows, columns = (down // CELL).astype(int), (across // CELL).astype(int)
        most_down, most_across = self._cells.shape
        places = np.minimum(rows, most_down - 1), np.minimum(columns, most_across - 1)
        np.add.at(self._cells, places, 1)

    def count(self, across: float, height: float) -> NDArray[np.float64]:
        """How much is taken in a box of this size, by the cell of its upper left corner."""
        sums = np.zeros((self._cells.shape[0] + 1, self._cells.shape[1] + 1))
        sums[1:, 1:] = self._cells.cumsum(axis=0).cumsum(axis=1)
        rows, columns = int(height // CELL) + 1, int(across // CELL) + 1
        if rows > self._cells.shape[0] or columns > self._cells.shape[1]:
            return np.ones((0, 0))
        whole: NDArray[np.float64] = (
            sums[rows:, columns:] - sums[:-rows, columns:] - sums[rows:, :-columns]
        ) + sums[:-rows, :-columns]
        return whole


def _find_room(
    panel: Panel, rows: Sequence[str], place: Place, taken: _Map, dots: _Map
) -> _Box | None:
    """The free box that is nearest to the pin and covers few dots."""
    across = max(measure_width(row, SIZE) for row in rows) + 2 * PAD
    height = LEADING * len(rows) + 2 * PAD
    blocked = taken.count(across, height)
    if not blocked.size:
        return None
    top = panel.top + CELL * np.arange(blocked.shape[0])[:, None]
    left = panel.left + CELL * np.arange(blocked.shape[1])[None, :]
    x, y = place
    away_x = np.maximum(np.maximum(left - x, x - left - across), 0.0)
    away_y = np.maximum(np.maximum(top - y, y - top - height), 0.0)
    away = np.hypot(away_x, away_y)
    cost = np.where((blocked > 0.5) | (away > REACH), np.inf, away)
    cost += DOT_COST * dots.count(across, height)
    row, column = np.unravel_index(int(cost.argmin()), cost.shape)
    if not np.isfinite(cost[row, column]):
        return None
    return _Box(float(left[0, column]), float(top[row, 0]), across, height)


def _write(panel: Panel, rows: Sequence[str], box: _Box, place: Place, theme: Theme) -> None:
    near = (
        float(np.clip(place[0], box.left, box.left + box.across)),
        float(np.clip(place[1], box.top, box.top + box.height)),
    )
    if np.hypot(near[0] - place[0], near[1] - place[1]) > TOUCHING:
        lead = Line2D([place[0], near[0]], [HEIGHT - place[1], HEIGHT - near[1]], color=theme.ink)
        lead.set(linewidth=to_points(1.67), alpha=0.6, zorder=8.5, transform=IdentityTransform())
        panel.figure.add_artist(lead)
    ground = Rectangle((box.left, HEIGHT - box.top - box.height), box.across, box.height)
    ground.set(facecolor=theme.card, alpha=0.82, linewidth=0, zorder=8.6)
    ground.set_transform(IdentityTransform())
    panel.figure.add_artist(ground)
    for row, y in zip(rows, _middles(box), strict=False):
        card.write_text(panel.figure, box.left + PAD, y, row, SIZE, theme.ink, zorder=10)


def _middles(box: _Box) -> Iterator[float]:
    y = box.top + PAD + LEADING / 2
    while y < box.top + box.height:
        yield y
        y += LEADING
