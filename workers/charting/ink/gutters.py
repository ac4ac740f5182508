"""Room beside the large panel: as much as the longest of its words needs, and no more."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from workers.charting.ink.card import MARGIN, WIDTH, Voice, Words
from workers.charting.ink.labels import measure_width

ZONE_SIZE, SMALL = 30, 27
NAME_SIZES, ROW_SIZES = (34, 28), (27, 23)
"""Tried in this order, so that a long name is smaller before it is cut."""
NEAR = 16
"""From the panel to the words beside it, in pixels."""
SHAPE = 58
"""From the panel to a name at the end of its line: a dotted lead and its shape are there."""
EDGE = MARGIN // 2
"""Between the words and the edge of the card."""
LEFT, RIGHT = (130, 300), (140, 400)
"""The least and the most there is on each side."""


@dataclass(frozen=True, slots=True)
class Gutters:
    """Pixels to the left and to the right of the panel."""

    left: int
    right: int

    @property
    def across(self) -> int:
        return WIDTH - self.left - self.right


def measure_gutters(voices: Sequence[Voice], words: Words) -> Gutters:
    """Room for zones and rows on the left, for the names of lines and for talk on the right."""
    zones = (words.positive, words.neutral, words.negative)
    left = [measure_width(zone, ZONE_SIZE) for zone in zones]
    left += [measure_width(voice.name, ROW_SIZES[0]) for voice in voices]
    right = [0.0]
    for voice in voices:
        name = measure_width(f"{voice.name} ", NAME_SIZES[0], bold=True)
        right.append(SHAPE + name + measure_width(voice.note, SMALL))
        right.append(NEAR + measure_width(tell_talk(voice), ROW_SIZES[0]))
    return Gutters(
        _hold(NEAR + max(left) + EDGE, LEFT),
        _hold(max(right) + EDGE, RIGHT),
    )


def tell_talk(voice: Voice) -> str:
    """What stands at the end of a voice's row in the talk strip."""
    return f"{voice.share} · {voice.talk}"


def _hold(room: float, bounds: tuple[int, int]) -> int:
    least, most = bounds
    return math.ceil(min(max(room, least), most))
