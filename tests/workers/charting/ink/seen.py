"""Where things stand on a drawn card, read off its artists: pixels from the lower left corner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

import numpy as np
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import Bbox

from workers.charting.frames import Floats
from workers.charting.ink.palette import LIGHT


def find_panels(sheet: Figure) -> list[Bbox]:
    """Each panel from its upper to its lower zone."""
    cool, warm = (
        [one.get_window_extent() for one in sheet.findobj(Rectangle) if _is(one, colour)]
        for colour in (LIGHT.cool, LIGHT.warm)
    )
    return [Bbox.union([upper, lower]) for upper, lower in zip(cool, warm, strict=True)]


def find_texts(sheet: Figure) -> list[Bbox]:
    """Lines of text from the top of the font to its foot, which may touch."""
    boxes = [text.get_window_extent() for text in sheet.texts if text.get_text().strip()]
    return [Bbox([[box.x0, box.y0 + 0.5], [box.x1, box.y1 - 0.5]]) for box in boxes]


def find_quote_boxes(sheet: Figure) -> list[Bbox]:
    """The grounds under quotes in the large panel."""
    rectangles: list[Rectangle] = sheet.findobj(Rectangle)
    return [one.get_window_extent() for one in rectangles if one.get_alpha() == 0.82]


def find_topic_blocks(sheet: Figure) -> list[Bbox]:
    rectangles: list[Rectangle] = sheet.findobj(Rectangle)
    return [one.get_window_extent() for one in rectangles if _is(one, LIGHT.grid)]


def find_heads(sheet: Figure) -> list[Bbox]:
    """The discs of pins."""
    discs = [line for line in _lines(sheet) if line.get_marker() == "o" and line.get_zorder() == 9]
    return [box for disc in discs for box in _around(disc)]


def trace_voices(sheet: Figure) -> Iterator[Floats]:
    """Points along each voice's line, a pixel or so apart."""
    for line in _lines(sheet):
        if line.get_color() in LIGHT.voices and line.get_zorder() == 6:
            points = np.asarray(line.get_transform().transform(line.get_xydata()))
            for one, other in pairwise(points):
                if np.isfinite([one, other]).all():
                    steps = np.linspace(0.0, 1.0, 2 + int(np.hypot(*(other - one))))[:, None]
                    yield one + steps * (other - one)


def covers(box: Bbox, points: Floats) -> bool:
    x, y = points.T
    return bool(((x > box.x0) & (x < box.x1) & (y > box.y0) & (y < box.y1)).any())


def overlap(boxes: Iterable[Bbox]) -> bool:
    return any(one.overlaps(other) for one, other in combinations(boxes, 2))


def _lines(sheet: Figure) -> Sequence[Line2D]:
    found: list[Line2D] = sheet.findobj(Line2D)
    return found


def _around(disc: Line2D) -> Iterator[Bbox]:
    half = disc.get_markersize() * _dpi(disc) / 72 / 2
    for x, y in np.asarray(disc.get_transform().transform(disc.get_xydata())):
        yield Bbox([[x - half, y - half], [x + half, y + half]])


def _dpi(disc: Line2D) -> float:
    figure = disc.get_figure()
    assert figure is not None
    return float(figure.dpi)


def _is(one: Rectangle, colour: str) -> bool:
    return to_hex(one.get_facecolor()).upper() == colour
