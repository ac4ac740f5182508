"""Ink: a meeting's numbers as a picture. Every word on it is passed in.

One to five voices share a panel (`overlay`); six and more get a panel each (`multiples`). Figure
and Agg renderer only: nothing here has global state beyond the style context.
"""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from workers.charting.ink import card, multiples, overlay
from workers.charting.ink.card import Voice, Words
from workers.charting.ink.palette import THEMES, Theme
from workers.charting.ink.vectors import VectorForm, render_vector
from workers.domain.moment import Moment

__all__ = [
    "OVERLAID",
    "PANELS",
    "VectorForm",
    "Voice",
    "Words",
    "draw_figure",
    "draw_png",
    "draw_vector",
]

OVERLAID = 5
"""More lines than this in one panel cannot be followed."""
PANELS = 12
"""More panels than this cannot be read; the caller puts the rest together in one voice."""


def draw_png(
    voices: Sequence[Voice],
    moments: Sequence[Moment],
    words: Words,
    *,
    length_s: float,
    theme: str = "light",
) -> bytes:
    """The card as PNG, 1600 x 900 pixels, opaque; the same input gives the same bytes."""
    with card.use_style():
        return card.render_png(draw_figure(voices, moments, words, length_s, THEMES[theme]))


def draw_vector(
    voices: Sequence[Voice],
    moments: Sequence[Moment],
    words: Words,
    form: VectorForm,
    *,
    length_s: float,
    theme: str = "light",
) -> bytes:
    """The same card as SVG or PDF; the same input gives the same bytes."""
    with card.use_style():
        figure = draw_figure(voices, moments, words, length_s, THEMES[theme])
        card.choose_fonts(figure)
        file = render_vector(figure, form, words.titles[0])
        card.spend_figure(figure)
    return file


def draw_figure(
    voices: Sequence[Voice],
    moments: Sequence[Moment],
    words: Words,
    length_s: float,
    theme: Theme,
) -> Figure:
    """The card as a figure, for tests to look at."""
    sheet = card.make_blank(theme)
    card.write_card(sheet, words, theme)
    arrange = overlay.draw_overlay if len(voices) <= OVERLAID else multiples.draw_multiples
    arrange(sheet, voices, moments, words, length_s, theme)
    return sheet
