"""A panel: a place on the card with a time axis across and a fixed scale down.

Artists go straight onto the figure with the panel's transform. Matplotlib's Axes would do the same
but cost 8 ms each in ticks and spines that are not wanted here, and a card has up to 24 panels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import PathCollection, PolyCollection
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from workers.charting.frames import Floats
from workers.charting.ink.card import HEIGHT
from workers.charting.ink.labels import to_points

REACH = 1.06
"""The scale goes a little beyond ±1, so that a dot there is whole."""


WIDER = 1.39
"""Dots are drawn by so much wider than their share of the panel would have it: they are pale."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Where it stands, in pixels from the top left corner, and what it spans."""

    figure: Figure
    left: float
    top: float
    across: float
    height: float
    length_s: float
    low: float = -REACH
    high: float = REACH

    @property
    def right(self) -> float:
        return self.left + self.across

    @property
    def middle(self) -> float:
        return self.left + self.across / 2

    @property
    def foot(self) -> float:
        return self.top + self.height

    @property
    def second(self) -> float:
        """Pixels to a second; a meeting without length still has an axis."""
        return self.across / max(self.length_s, 1.0)

    @property
    def unit(self) -> float:
        """Pixels to 1 on the scale."""
        return self.height / (self.high - self.low)

    def x(self, at_s: float) -> float:
        return self.left + at_s * self.second

    def y(self, level: float) -> float:
        """In pixels from the top of the card."""
        return self.top + (self.high - level) * self.unit

    def level(self, y: float) -> float:
        """The other way round."""
        return self.high - (y - self.top) / self.unit

    @property
    def transform(self) -> Affine2D:
        """(seconds, level) to Matplotlib's pixels, which count from the bottom."""
        foot = HEIGHT - self.foot - self.low * self.unit
        return Affine2D().scale(self.second, self.unit).translate(self.left, foot)

    def line(self, at_s: Any, level: Any, colour: str, thickness: float, **more: Any) -> None:
        """A line through arrays of the same length; NaN lifts the pen."""
        artist = Line2D(at_s, level, color=colour, linewidth=to_points(thickness), **more)
        self._add(artist, more.get("zorder"))

    def trail(self, path: Path, colour: str, thickness: float, *, zorder: float) -> None:
        """A line that several panels share: unlike `line`, nothing of it is copied."""
        artist = PathPatch(path, fill=False, edgecolor=colour, linewidth=to_points(thickness))
        self._add(artist, zorder)

    def dots(self, at_s: Any, level: Any, area: Floats, colour: str, **more: Any) -> None:
        """Discs of so many square pixels, and `WIDER`."""
        disc = MarkerStyle("o")
        if len(area) and area.min() == area.max():
            area = area[:1]  # dots of one size are stamped, which is ten times as fast
        artist = PathCollection(
            [disc.get_path().transformed(disc.get_transform())],
            sizes=to_points(1) ** 2 * area,
            offsets=np.column_stack([at_s, level]),
            offset_transform=self.transform,
            facecolor=colour,
            edgecolor=(0, 0, 0, 0),
            linewidth=0,
            **more,
        )
        # The discs themselves have a size of their own; only their centres follow the panel.
        artist.set_transform(Affine2D().scale(WIDER))
        self.figure.add_artist(artist)

    def areas(self, outlines: Sequence[Floats], colour: str, **more: Any) -> None:
        """Filled outlines, each an array of (seconds, level)."""
        artist = PolyCollection(outlines, facecolor=colour, edgecolor="none", **more)
        self._add(artist, more.get("zorder"))

    def bar(self, opacity: Floats, top: float, height: int, colour: str) -> None:
        """A row of pixels across the panel, `top` pixels below the card's upper edge."""
        pixels = np.empty((height, len(opacity), 4), np.uint8)
        pixels[..., :3] = np.multiply(to_rgb(colour), 255).round()
        pixels[..., 3] = np.multiply(opacity, 255).round()
        foot = HEIGHT - round(top) - height
        self.figure.figimage(pixels, round(self.left), foot, origin="upper", zorder=5)

    def fill(self, low: float, high: float, colour: str) -> None:
        """The whole width between two levels."""
        artist = Rectangle((0, low), max(self.length_s, 1.0), high - low, linewidth=0, zorder=0)
        artist.set_facecolor(colour)
        self._add(artist, 0)

    def _add(self, artist: Artist, zorder: float | None) -> None:
        artist.set_transform(self.transform)
        if zorder is not None:
            artist.set_zorder(zorder)
        self.figure.add_artist(artist)
