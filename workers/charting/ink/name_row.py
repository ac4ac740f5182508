"""The row above a small panel: whose it is, the pins of its moments, and what was said there.

Pins stand here rather than in the panel, which is too low for them: they would cover its line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workers.charting.ink import card, pins
from workers.charting.ink.card import Voice
from workers.charting.ink.labels import fit_text, measure_width, spread_apart
from workers.charting.ink.palette import Theme
from workers.charting.ink.panel import Panel
from workers.charting.ink.wrapping import wrap_quote
from workers.domain.moment import Moment

HEIGHT = 38
NAME_SIZE, TAIL_SIZE, QUOTE_SIZE = 32, 25, 24
AIR = 10
"""Pixels between two things on the row."""
LEAST_ROOM = 120.0
"""A quote with less says nothing."""


@dataclass(frozen=True, slots=True)
class _Pinned:
    """A pin of this panel: where its line is at that time, and where the head came to stand."""

    moment: Moment
    level: float
    head: float


def write_name_row(
    panel: Panel,
    voice: Voice,
    moments: Sequence[Moment],
    quotes: Mapping[int, str],
    theme: Theme,
) -> None:
    """Name and share on the left; pins as near to their times as can be; quotes in what is left."""
    mine = [
        (moment, level)
        for moment in moments
        for speaker, level in zip(moment.speakers, moment.levels, strict=True)
        if speaker in voice.speakers
    ]
    room = panel.across - len(mine) * (pins.SMALL + AIR)
    free_from = _write_name(panel, voice, room, theme)
    half = pins.SMALL / 2
    heads = spread_apart(
        [panel.x(moment.peak_s) for moment, _ in mine],
        pins.SMALL + AIR,
        free_from + half,
        panel.right - half,
    )
    pinned = [_Pinned(*one, head) for one, head in zip(mine, heads, strict=True)]
    for pin in pinned:
        pins.draw_stem(panel, pin.moment, pin.level, (pin.head, _middle(panel)), theme)
    told = {pin.moment.number for pin in pinned if pin.moment.speaker in voice.speakers}
    for x, words in _fit_quotes(panel, pinned, free_from, quotes, told):
        card.write_text(panel.figure, x, _middle(panel), words, QUOTE_SIZE, theme.ink)


def _write_name(panel: Panel, voice: Voice, room: float, theme: Theme) -> float:
    """Where the row is free again, in pixels."""
    tail = ", ".join(part for part in (voice.share, voice.note) if part)
    left = measure_width(f" {tail}", TAIL_SIZE)
    name = fit_text(voice.name, room - left, NAME_SIZE, bold=True)
    y = _middle(panel)
    card.write_text(panel.figure, panel.left, y, name, NAME_SIZE, theme.ink, weight="bold")
    after = panel.left + measure_width(f"{name} ", NAME_SIZE, bold=True)
    card.write_text(panel.figure, after, y, tail, TAIL_SIZE, theme.muted)
    return after + measure_width(tail, TAIL_SIZE) + AIR


def _fit_quotes(
    panel: Panel,
    pinned: Sequence[_Pinned],
    free_from: float,
    quotes: Mapping[int, str],
    told: set[int],
) -> Iterator[tuple[float, str]]:
    """Where each quote begins and its words, beside its pin on the side that has more room."""
    half = pins.SMALL / 2 + AIR
    free = free_from
    for pin in sorted(pinned, key=lambda pin: pin.head):
        after = sorted(other.head for other in pinned if other.head > pin.head)
        end = after[0] - half if after else panel.right
        before, behind = pin.head - half - free, end - pin.head - half
        free = pin.head + half
        if pin.moment.number not in told:
            continue
        room = max(before, behind)
        rows = wrap_quote(quotes.get(pin.moment.number, ""), 1, room, QUOTE_SIZE)
        if room < LEAST_ROOM or not rows:
            continue
        width = measure_width(rows[0], QUOTE_SIZE)
        if behind >= before:
            yield free, rows[0]
            free += width + AIR
        else:
            yield pin.head - half - width, rows[0]


def _middle(panel: Panel) -> float:
    return panel.top - HEIGHT / 2 - 1
