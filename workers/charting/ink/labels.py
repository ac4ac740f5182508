"""Text that is safe to draw: cleaned, cut to its room, never a box for a missing glyph."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import count

from matplotlib.font_manager import get_font
from matplotlib.ft2font import LoadFlags

from workers.charting.ink.scripts import embolden, find_font, is_thin, name_family
from workers.charting.ink.typeface import FAMILY, FIGURES, find_face

LONGEST_NAME = 30
MEASURED = 256
"""Widths that are remembered: the same words are tried in several places."""
DPI = 72
"""A point is a pixel, so that drawings to be scaled (SVG, PDF) have the sizes of the picture."""
THICKER, THICKER_BOLD = 0.045, 0.085
ELLIPSIS = "…"


def clean_label(text: str, longest: int = LONGEST_NAME) -> str:
    """One line without control, direction and private characters, cut to `longest` characters."""
    composed = unicodedata.normalize("NFC", text)
    kept = (" " if char.isspace() else char for char in composed if _is_plain(char))
    line = " ".join("".join(kept).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + ELLIPSIS


def is_drawable(text: str) -> bool:
    """Whether there is a glyph for every character, in the chart's font or one beside it."""
    return all(has_glyph(char) or find_font(char) is not None for char in text)


@cache
def has_glyph(char: str) -> bool:
    """Whether the chart's own font has it."""
    fonts = [get_font(find_face(bold)) for bold in (False, True)]
    return all(font.get_char_index(ord(char)) for font in fonts)


def find_families(text: str) -> list[str]:
    """The chart's font, and behind it those that draw what it lacks of this text."""
    return [FAMILY, *map(name_family, _find_beside(text))]


def _find_beside(text: str) -> list[str]:
    missing = (find_font(char) for char in text if not has_glyph(char))
    return [path for path in dict.fromkeys(missing) if path]


def find_thickness(text: str, *, bold: bool) -> float:
    """How much its strokes are to be thickened, as a share of its size, so that signs of a thin
    font do not pale; less where signs of the chart's own font stand among them."""
    if not any(map(is_thin, _find_beside(text))):
        return 0.0
    mixed = any(char.isalnum() and has_glyph(char) for char in text)
    return THICKER_BOLD if bold and not mixed else THICKER


def choose_labels(speakers: Sequence[str], unnamed: str) -> dict[str, str]:
    """What to draw for each speaker: short, drawable, no two alike.

    What the font lacks is left out where it is no letter (🎉); a name that still cannot be drawn
    becomes `unnamed` with the speaker's number. The full form is left to the text beside the chart.
    """
    drawn: dict[str, str] = {}
    for number, speaker in enumerate(speakers, start=1):
        name = clean_label(
            "".join(char for char in speaker if is_drawable(char) or _is_letter(char))
        )
        if not name or not is_drawable(name):
            name = f"{unnamed} {number}"
        drawn[speaker] = _unlike(drawn.values(), name)
    return drawn


def count_undrawable(speakers: Sequence[str]) -> int:
    """How many names have letters that no font draws."""
    letters = ("".join(filter(_is_letter, speaker)) for speaker in speakers)
    return sum(not is_drawable(name) for name in letters)


def to_points(pixels: float) -> float:
    """Matplotlib's unit for text and lines, at the resolution of the card."""
    return pixels * 72 / DPI


@lru_cache(MEASURED)
def measure_width(text: str, pixels: float, bold: bool = False) -> float:
    """How wide a text of this height is drawn, in pixels."""
    beside = map(embolden, _find_beside(text)) if bold else _find_beside(text)
    font = get_font((find_face(bold), *beside))
    font.set_size(to_points(pixels), DPI)
    font.set_text(text, flags=LoadFlags.NO_HINTING, features=FIGURES)
    return float(font.get_width_height()[0]) / 64


def fit_text(text: str, room: float, pixels: float, bold: bool = False) -> str:
    """The text cut to `room` pixels."""
    shown = text
    while shown and measure_width(shown, pixels, bold) > room:
        shown = shown.removesuffix(ELLIPSIS)[:-1].rstrip() + ELLIPSIS
        if shown == ELLIPSIS:
            break
    return shown


def shrink_text(
    text: str, room: float, sizes: Sequence[float], bold: bool = False
) -> tuple[str, float]:
    """The text with the largest of the sizes that fits into `room`; cut at the smallest."""
    for size in sizes:
        if measure_width(text, size, bold) <= room:
            return text, size
    return fit_text(text, room, sizes[-1], bold), sizes[-1]


def spread_apart(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places as near as possible to the wanted ones, `gap` apart, in the same order.

    Neighbours that are too close are pooled and share the shift; the whole stays in [low, high]
    as long as it fits.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    pools: list[list[int]] = []
    for place in order:
        pools.append([place])
        while len(pools) > 1 and _foot(pools[-1], wanted, gap, low, high) < gap + _top(
            pools[-2], wanted, gap, low, high
        ):
            pools[-2:] = [pools[-2] + pools[-1]]
    placed = [0.0] * len(wanted)
    for pool in pools:
        foot = _foot(pool, wanted, gap, low, high)
        for step, place in enumerate(pool):
            placed[place] = foot + step * gap
    return placed


def _foot(pool: list[int], wanted: Sequence[float], gap: float, low: float, high: float) -> float:
    length = gap * (len(pool) - 1)
    middle = sum(wanted[place] for place in pool) / len(pool)
    return max(low, min(middle - length / 2, high - length))


def _top(pool: list[int], wanted: Sequence[float], gap: float, low: float, high: float) -> float:
    return _foot(pool, wanted, gap, low, high) + gap * (len(pool) - 1)


def _is_plain(char: str) -> bool:
    return char.isspace() or unicodedata.category(char)[0] != "C"


def _is_letter(char: str) -> bool:
    """Or a digit, or a mark on either."""
    return unicodedata.category(char)[0] in "LNM"


def _unlike(taken: Iterable[str], name: str) -> str:
    others = set(taken)
    again = (f"{name} ({number})" for number in count(2))
    return name if name not in others else next(other for other in again if other not in others)
