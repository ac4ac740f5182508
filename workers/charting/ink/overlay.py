"""Up to five voices in one panel, each named at the end of its line, and the talk strip below."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.transforms import IdentityTransform

from workers.charting import frames
from workers.charting.ink import (
    card,
    gaps,
    ground,
    labels,
    pins,
    quotes,
    strip,
    strokes,
    topic_strip,
)
from workers.charting.ink.card import HEIGHT, WIDTH, Voice, Words
from workers.charting.ink.gutters import (
    EDGE,
    NAME_SIZES,
    NEAR,
    ROW_SIZES,
    SHAPE,
    SMALL,
    ZONE_SIZE,
    measure_gutters,
    tell_talk,
)
from workers.charting.ink.labels import to_points
from workers.charting.ink.palette import Theme
from workers.charting.ink.panel import Panel
from workers.domain.moment import Moment
from workers.wording.mrkdwn import write_signed

TOP, FOOT = 142, 786
"""Where the panel starts and the talk strip ends."""
ROW, BLOCK, GAP = 33, 22, 16
"""A row of the talk strip, the ink in it, and the room above the strip."""
TOPICS_ABOVE, TOPICS_GAP = 10, 54
"""Above the row of topics, and the room above the talk strip where there is one."""
NAME_GAP = 42
"""From one name to the next, at least."""
SHAPES = 9
"""Shapes along a line over the whole length."""
TOLD_APART = 3
"""Lines that are told apart by lightness and by their ends; more carry their shapes all along."""
END_ROOM = 110
"""From the last tick that is told to the end of the axis."""
TICKS, FEWER = 8, 6
"""Past the hour the times are longer."""
HOUR_S = 3600.0


def draw_overlay(
    figure: Figure,
    voices: Sequence[Voice],
    moments: Sequence[Moment],
    words: Words,
    length_s: float,
    theme: Theme,
) -> None:
    """Everything between the subtitle and the caption."""
    rows, room = max(len(voices), 1), measure_gutters(voices, words)
    row = topic_strip.fit_topics(words.about, room.across, length_s)
    height = FOOT - ROW * rows - (TOPICS_GAP if row else GAP) - TOP
    main = Panel(figure, room.left, TOP, room.across, height, length_s)
    talk = Panel(figure, room.left, FOOT - ROW * rows, room.across, ROW * rows, length_s, -rows, 0)
    ticks = ground.choose_ticks(length_s, TICKS if length_s <= HOUR_S else FEWER)
    ground.lay_ground(main, ticks, theme)
    scale = strokes.scale_dots(voices, room.across * height)
    for voice in voices:
        strokes.draw_dots(main, voice, theme, scale)
        strokes.draw_line(main, voice, theme)
        if len(voices) > TOLD_APART:
            strokes.draw_marks(main, voice, theme, every_s=max(length_s, 1.0) / SHAPES)
    heads = pins.pin_overlay(main, moments, voices, theme)
    pinned = list(zip(moments, heads, strict=True))
    silent = gaps.write_gaps(main, gaps.find_gaps(voices, length_s), words.no_speech, SMALL, theme)
    quotes.write_quotes(main, voices, pinned, words.quotes, theme, silent)
    _scale(main, words, theme)
    _names(main, voices, theme)
    if row:
        top = main.foot + TOPICS_ABOVE
        topic_strip.draw_topics(main, row, top, theme)
        y, x = top + topic_strip.BLOCK / 2, main.left - NEAR
        card.write_text(figure, x, y, words.topics, SMALL, theme.muted, ha="right")
    ground.rule_lines(talk, ticks, theme)
    for place, voice in enumerate(voices):
        _row(talk, place, voice, theme)
    _times(main, ticks, words, theme)
    if words.notice:
        middle = main.y(ground.MIDDLE)
        card.write_text(figure, main.middle, middle, words.notice, 32, theme.ink, ha="center")


def _times(main: Panel, ticks: list[float], words: Words, theme: Theme) -> None:
    """The ticks, but for one that is in the way of the end, and the end of the axis."""
    times = [(main.x(at_s), words.clock(at_s)) for at_s in ticks]
    if len(times) > 1 and times[-1][0] + END_ROOM > main.right:
        times.pop()
    if main.length_s > 0:
        times.append((main.right, words.clock(main.length_s)))
    for x, time in times:
        card.write_text(main.figure, x, FOOT + 28, time, SMALL, theme.ink, ha="center")


def _scale(main: Panel, words: Words, theme: Theme) -> None:
    x, edge = main.left - NEAR, ground.MIDDLE
    for level, word in ((edge, words.positive), (0.0, words.neutral), (-edge, words.negative)):
        card.write_text(main.figure, x, main.y(level), word, ZONE_SIZE, theme.ink, ha="right")
    for level in (1.0, ground.CUT_OFF, -ground.CUT_OFF, -1.0):
        number = write_signed(level, 0 if level.is_integer() else 1)
        card.write_text(main.figure, x, main.y(level), number, SMALL, theme.muted, ha="right")


def _names(main: Panel, voices: Sequence[Voice], theme: Theme) -> None:
    """Each name level with the end of its line, or as near as its neighbours let it be."""
    ends = [(voice, end) for voice in voices if (end := _end(main, voice))]
    wanted = [y for _, (_, y) in ends]
    places = labels.spread_apart(wanted, NAME_GAP, main.top + 16, main.foot - 16)
    for (voice, (x, y)), place in zip(ends, places, strict=True):
        tint = strokes.choose_colour(voice, theme)
        corners = [x, main.right, main.right + 26], [y, y, place]
        _stroke(main.figure, *corners, color=tint, lw=to_points(2), ls=(0, (1, 2)), alpha=0.8)
        shape = strokes.choose_marker(voice)
        _stroke(
            main.figure,
            [main.right + 38],
            [place],
            color=tint,
            ls="none",
            marker=shape,
            markersize=to_points(18),
            markeredgewidth=0,
        )
        left = main.right + SHAPE
        room = WIDTH - EDGE - left - labels.measure_width(f" {voice.note}", SMALL)
        name, size = labels.shrink_text(voice.name, room, NAME_SIZES, bold=True)
        card.write_text(main.figure, left, place, name, size, tint, weight="bold")
        after = left + labels.measure_width(f"{name} ", size, bold=True)
        card.write_text(main.figure, after, place, voice.note, SMALL, theme.muted)


def _end(main: Panel, voice: Voice) -> tuple[float, float] | None:
    """Where a voice's line ends, in pixels; beside its mean where it is dots only."""
    shown = strokes.find_drawn(voice.line)
    if shown.any():
        at_s, level = voice.line.at_s[shown], voice.line.polarity[shown]
        return main.x(float(at_s[-1])), main.y(float(level[-1]))
    mean = frames.average_polarity(voice.frame)
    return None if math.isnan(mean) else (main.right, main.y(mean))


def _row(talk: Panel, place: int, voice: Voice, theme: Theme) -> None:
    """One voice's row of the talk strip: name, blocks, time."""
    tint = strokes.choose_colour(voice, theme)
    y = talk.y(-place - 0.5)
    strip.draw_row(
        talk, strip.close_breaths(strip.find_spans(voice.frame)), y - BLOCK / 2, BLOCK, tint
    )
    name, size = labels.shrink_text(voice.name, talk.left - NEAR - EDGE, ROW_SIZES)
    card.write_text(talk.figure, talk.left - NEAR, y, name, size, tint, ha="right")
    room = WIDTH - talk.right - NEAR - EDGE
    told, size = labels.shrink_text(tell_talk(voice), room, ROW_SIZES)
    card.write_text(talk.figure, talk.right + NEAR, y, told, size, theme.muted)


def _stroke(figure: Figure, x: list[float], y: list[float], **look: Any) -> None:
    """A line outside the panels, in pixels from the top left corner."""
    down = [HEIGHT - value for value in y]
    figure.add_artist(Line2D(x, down, transform=IdentityTransform(), zorder=5, **look))
