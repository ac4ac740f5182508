"""The card: a fixed sheet of 1600 x 900 pixels, the words at its head and foot, and its PNG."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from workers.charting.frames import Line
from workers.charting.ink.labels import (
    DPI,
    find_families,
    find_thickness,
    fit_text,
    measure_width,
    to_points,
)
from workers.charting.ink.palette import Theme
from workers.charting.ink.png import encode_png
from workers.charting.ink.typeface import FAMILY, FIGURES, find_face
from workers.charting.topics import TopicSpan

WIDTH, HEIGHT = 1600, 900
MARGIN = 40
BORDER = 1

TITLE_SIZES, SUBTITLE_SIZE, CAPTION_SIZE = (44, 38), 29, 32
TWO_ROWS_SIZE = 37
RAISED = 0.08
"""Of its size: Matplotlib centres a line of text with the room below it, and so a little low."""
ROW_MIDDLES = {1: (56,), 2: (38, 78)}
SUBTITLE_MIDDLES = {1: 106, 2: 118}
"""In pixels from the top, by the rows of the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One line of the chart with its words: a speaker, or several together.

    `frame` and `line` are as `workers.charting.frames` makes them. `ink` is a place in the palette,
    None for several together. `speakers` are whose words these are, as moments name them.
    """

    name: str
    share: str
    """Of talk time."""
    talk: str
    """How long this voice talked."""
    note: str
    """Why the line is not to be leaned on, "" where it is."""
    ink: int | None
    brief: bool
    frame: pd.DataFrame
    line: Line
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Every word on the card that is no name."""

    titles: tuple[str, ...]
    """The same finding from long to short: the first that fits is drawn."""
    subtitle: str
    caption: tuple[str, ...]
    positive: str
    neutral: str
    negative: str
    clock: Callable[[float], str]
    """Seconds from the start as a reader of the time axis wants them."""
    quotes: Mapping[int, str] = field(default_factory=dict)
    """What to say beside the pins, by number; empty where nothing is to be quoted."""
    about: Sequence[TopicSpan] = ()
    topics: str = ""
    """What was talked about when, and what the row of it is called."""
    no_speech: str = ""
    """Said in a long gap."""
    notice: str = ""
    """Said in the middle of the panel where there is no line to draw."""


def make_blank(theme: Theme) -> Figure:
    """An empty card: opaque, so that it looks the same in both of Slack's themes."""
    figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor=theme.border)
    figure.add_artist(
        Rectangle(
            (BORDER, BORDER),
            WIDTH - 2 * BORDER,
            HEIGHT - 2 * BORDER,
            facecolor=theme.card,
            antialiased=False,
            transform=IdentityTransform(),
            zorder=-1,
        )
    )
    return figure


def write_card(figure: Figure, words: Words, theme: Theme) -> None:
    """Title, subtitle and caption at their fixed places."""
    room = WIDTH - 2 * MARGIN
    rows, size = _title(words.titles, room)
    for title, middle in zip(rows, ROW_MIDDLES[len(rows)], strict=True):
        write_text(figure, MARGIN, middle, title, size, theme.ink, weight="bold")
    subtitle = fit_text(words.subtitle, room, SUBTITLE_SIZE)
    y = SUBTITLE_MIDDLES[len(rows)]
    write_text(figure, MARGIN, y, subtitle, SUBTITLE_SIZE, theme.muted)
    for row, line in enumerate(reversed(words.caption)):
        caption = fit_text(line, room, CAPTION_SIZE)
        write_text(figure, MARGIN, HEIGHT - 34 - 33 * row, caption, CAPTION_SIZE, theme.muted)


def write_text(
    figure: Figure,
    x: float,
    y: float,
    words: str,
    size: float,
    colour: str,
    **more: Any,  # alignment, weight and stacking, as Matplotlib names them
) -> None:
    """Words at a place in pixels from the top left corner, centred on it vertically."""
    figure.text(
        x,
        HEIGHT - y + RAISED * size,
        words,
        fontsize=to_points(size),
        color=colour,
        va="center_baseline",
        fontfeatures=FIGURES,
        transform=IdentityTransform(),
        **more,
    )


def render_png(figure: Figure) -> bytes:
    """The card as PNG without transparency; the same card always gives the same bytes.

    The figure is spent afterwards.
    """
    choose_fonts(figure)
    thicken_thin_fonts(figure)
    renderer = RendererAgg(WIDTH, HEIGHT, DPI)  # type: ignore[no-untyped-call]  # Matplotlib's gap
    figure.draw(renderer)
    file = encode_png(np.asarray(renderer.buffer_rgba()))  # type: ignore[no-untyped-call]  # the same
    spend_figure(figure)
    return file


def choose_fonts(figure: Figure) -> None:
    """Fonts for what the card's own lacks."""
    for words in figure.findobj(Text):
        families = find_families(words.get_text())
        if len(families) > 1:
            words.set_fontfamily(families)


def thicken_thin_fonts(figure: Figure) -> None:
    """Words in a thin font, as heavy as the others; they are outlines from then on."""
    for words in figure.findobj(Text):
        if thickness := find_thickness(words.get_text(), bold=words.get_fontweight() == "bold"):
            width = float(words.get_fontsize()) * thickness
            words.set_path_effects([withStroke(linewidth=width, foreground=words.get_color())])


def spend_figure(figure: Figure) -> None:
    """Take its words off: text keeps the renderer, and with it 6 MB of pixels; figure and text keep
    each other, so that those of many charts would pile up until Python looks for such circles."""
    for words in list(figure.texts):
        words.remove()


@contextmanager
def use_style() -> Iterator[None]:
    """A context to draw in: Matplotlib's own defaults, whatever this machine has set."""
    with mpl.rc_context():
        mpl.rcdefaults()
        for bold in (False, True):
            find_face(bold)
        mpl.rcParams["font.family"] = [FAMILY]
        mpl.rcParams["text.parse_math"] = False  # a name like "a$b$" is a name, not a formula
        mpl.rcParams["text.hinting"] = "no_hinting"  # at this size it only costs time
        yield


def _title(titles: tuple[str, ...], room: float) -> tuple[tuple[str, ...], float]:
    """The longest finding that fits, rather smaller or on two rows than shorter; its rows."""
    for title in titles:
        for size in TITLE_SIZES:
            if measure_width(title, size, bold=True) <= room:
                return (title,), size
        rows = _break(title, room)
        if rows:
            return rows, TWO_ROWS_SIZE
    return (fit_text(titles[-1], room, TITLE_SIZES[-1], bold=True),), TITLE_SIZES[-1]


def _break(title: str, room: float) -> tuple[str, str] | None:
    """The title as two rows of nearly one length; None where two are not enough."""
    words = title.split(" ")
    width = measure_width(title, TWO_ROWS_SIZE, bold=True)
    # The break nearest to the middle is found by letters, which is near enough to that by pixels.
    ways = [(" ".join(words[:count]), " ".join(words[count:])) for count in range(1, len(words))]
    if not ways or width > 2 * room:
        return None
    rows = min(ways, key=lambda way: abs(len(way[0]) - len(way[1])))
    fits = all(measure_width(row, TWO_ROWS_SIZE, bold=True) <= room for row in rows)
    return rows if fits else None
