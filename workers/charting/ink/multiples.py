"""Six voices and more: a small panel each, on one scale, with the others in grey behind."""

from __future__ import annotations

import math
from collections.abc import Sequence

from matplotlib.figure import Figure

from workers.charting.frames import Floats
from workers.charting.ink import card, ground, labels, pins, strip, strokes
from workers.charting.ink.card import WIDTH, Voice, Words
from workers.charting.ink.palette import Theme
from workers.charting.ink.panel import Panel
from workers.domain.moment import Moment

LEFT, RIGHT = 140, 40
TOP, FOOT = 138, 800
BETWEEN = 28
NAME_ROOM = 38
"""For the name above each panel, in pixels."""
STRIP, BLOCK, UNDERLINE = 22, 11, 4
"""For the talk below it: the whole room, the talk, the overlap."""
NAME_SIZE, SMALL = 30, 24
DOTS = 0.4
"""Of the area that dots have on the large panel."""
WIDE = 8
"""Up to so many panels stand in two columns, more in three."""
TICKS = {2: 5, 3: 3}
APART = 24
"""Pixels between two times, at least."""


def draw_multiples(
    figure: Figure,
    voices: Sequence[Voice],
    moments: Sequence[Moment],
    words: Words,
    length_s: float,
    theme: Theme,
) -> None:
    """Everything between the subtitle and the caption."""
    columns = 2 if len(voices) <= WIDE else 3
    across = (WIDTH - LEFT - RIGHT - BETWEEN * (columns - 1)) / columns
    down = (FOOT - TOP) / math.ceil(len(voices) / columns)
    height = down - NAME_ROOM - STRIP
    ticks = ground.choose_ticks(length_s, TICKS[columns])
    scale = DOTS * strokes.scale_dots(voices, across * height * len(voices) / DOTS)
    trails = [strokes.trace_trail(voice) for voice in voices]
    at_once = strip.find_talk_at_once(strip.find_spans(voice.frame) for voice in voices)
    for place, voice in enumerate(voices):
        row, column = divmod(place, columns)
        left, top = LEFT + column * (across + BETWEEN), TOP + row * down + NAME_ROOM
        panel = Panel(figure, left, top, across, height, length_s)
        ground.lay_ground(panel, ticks, theme)
        for other, trail in enumerate(trails):
            if other != place:
                panel.trail(trail, theme.others, 1.5, zorder=2.5)
        strokes.draw_dots(panel, voice, theme, scale)
        strokes.draw_line(panel, voice, theme)
        pins.pin_panel(panel, moments, voice.speakers, theme)
        _name(panel, voice, theme)
        _talk(panel, voice, at_once, theme)
        if column == 0:
            _scale(panel, words, theme)
        if place + columns >= len(voices):
            _times(panel, ticks, words, theme)


def _name(panel: Panel, voice: Voice, theme: Theme) -> None:
    tail = ", ".join(part for part in (voice.share, voice.note) if part)
    room = panel.across - labels.measure_width(f" {tail}", SMALL)
    name = labels.fit_text(voice.name, room, NAME_SIZE, bold=True)
    y = panel.top - NAME_ROOM / 2 + 2
    tint = strokes.choose_colour(voice, theme)
    card.write_text(panel.figure, panel.left, y, name, NAME_SIZE, tint, weight="bold")
    after = panel.left + labels.measure_width(f"{name} ", NAME_SIZE, bold=True)
    card.write_text(panel.figure, after, y, tail, SMALL, theme.muted)


def _talk(panel: Panel, voice: Voice, at_once: Floats, theme: Theme) -> None:
    """When this voice talks; underlined in ink where another talks at the same time."""
    mine = strip.find_spans(voice.frame)
    strip.draw_row(
        panel, strip.close_breaths(mine), panel.foot + 3, BLOCK, strokes.choose_colour(voice, theme)
    )
    strip.draw_row(
        panel, strip.find_overlaps(mine, at_once), panel.foot + 4 + BLOCK, UNDERLINE, theme.ink
    )


def _scale(panel: Panel, words: Words, theme: Theme) -> None:
    x = panel.left - 12
    for level, word in ((ground.MIDDLE, words.positive), (-ground.MIDDLE, words.negative)):
        card.write_text(panel.figure, x, panel.y(level), word, SMALL, theme.ink, ha="right")
    card.write_text(panel.figure, x, panel.y(0.0), "0", SMALL, theme.muted, ha="right")


def _times(panel: Panel, ticks: list[float], words: Words, theme: Theme) -> None:
    """Times under the lowest panels, kept clear of the neighbour's; none where it would crowd."""
    free = panel.left
    for at_s in ticks:
        label = words.clock(at_s)
        half = labels.measure_width(label, SMALL) / 2
        x = min(max(panel.x(at_s), panel.left + half), panel.right - half)
        if x - half >= free:
            y = panel.foot + STRIP + 16
            card.write_text(panel.figure, x, y, label, SMALL, theme.ink, ha="center")
            free = x + half + APART
