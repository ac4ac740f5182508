"""Six voices and more: a small panel each, on one scale, with the others in grey behind."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from matplotlib.figure import Figure

from workers.charting.frames import Floats
from workers.charting.ink import card, gaps, ground, labels, name_row, strip, strokes, topic_strip
from workers.charting.ink.card import WIDTH, Voice, Words
from workers.charting.ink.palette import Theme
from workers.charting.ink.panel import Panel
from workers.domain.moment import Moment

LEFT, RIGHT = 140, 40
TOP, FOOT = 138, 800
BETWEEN = 28
STRIP, BLOCK, UNDERLINE = 22, 11, 4
"""For the talk below it: the whole room, the talk, the overlap."""
SMALL = 25
TOPICS_GAP = 8
"""Above and below the row of topics, which stands over the panels, together."""
ACCENT = 0
"""Place in the palette of every voice that is a person."""
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
    # Each has its name above it: five colours would tell nothing more, and repeat.
    voices = [replace(voice, ink=None if voice.ink is None else ACCENT) for voice in voices]
    columns = 2 if len(voices) <= WIDE else 3
    across = (WIDTH - LEFT - RIGHT - BETWEEN * (columns - 1)) / columns
    row = topic_strip.fit_topics(words.about, across, length_s)
    begin = TOP + (topic_strip.BLOCK + TOPICS_GAP if row else 0)
    down = (FOOT - begin) / math.ceil(len(voices) / columns)
    height = down - name_row.HEIGHT - STRIP
    ticks = ground.choose_ticks(length_s, TICKS[columns])
    scale = DOTS * strokes.scale_dots(voices, across * height * len(voices) / DOTS)
    trails = [strokes.trace_trail(voice) for voice in voices]
    at_once = strip.find_talk_at_once(strip.find_spans(voice.frame) for voice in voices)
    silent = gaps.find_gaps(voices, length_s)
    for place, voice in enumerate(voices):
        line, column = divmod(place, columns)
        left, top = LEFT + column * (across + BETWEEN), begin + line * down + name_row.HEIGHT
        panel = Panel(figure, left, top, across, height, length_s)
        ground.lay_ground(panel, ticks, theme)
        for other, trail in enumerate(trails):
            if other != place:
                panel.trail(trail, theme.others, 1.5, zorder=2.5)
        strokes.draw_dots(panel, voice, theme, scale)
        strokes.draw_line(panel, voice, theme)
        name_row.write_name_row(panel, voice, moments, words.quotes, theme)
        gaps.write_gaps(panel, silent, words.no_speech, SMALL, theme)
        _talk(panel, voice, at_once, theme)
        if row and line == 0:
            topic_strip.draw_topics(panel, row, TOP + TOPICS_GAP / 2, theme)
        if column == 0:
            _scale(panel, words, theme)
        if place + columns >= len(voices):
            _times(panel, ticks, words, theme)


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
