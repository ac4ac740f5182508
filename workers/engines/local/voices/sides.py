"""Sides: who speaks on each channel of a call, one person or several who share a microphone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.networks.voice import FRAME
from workers.engines.local.sound import Samples, Sound
from workers.engines.local.voices.stereo import Side
from workers.engines.local.voices.turns import Turn, join_turns

_LEAST_S = 20.0
"""In less speech than this, nobody asks whether it is one voice's or two's."""
_OWN_S, _OWN = 6.0, 0.1
"""Who says less than this, or a smaller part of what is said on a channel, is no second person."""

Told = tuple[Sequence[Turn], bool]
"""Turns, and whether their voices are hard to tell apart."""


@dataclass(frozen=True)
class SideSound(Sound):
    """One channel of a sound, silent where it only has what leaks from the others."""

    channel: int
    leaked: NDArray[np.bool_]

    def read(self, start: int, stop: int, channel: int | None = None) -> Samples:  # noqa: ARG002 - it has one
        samples = Sound.read(self, start, stop, self.channel)
        places = np.clip(np.arange(start, stop) // FRAME, 0, len(self.leaked) - 1)
        return np.asarray(np.where(self.leaked[places], 0, samples), np.float32)


def tell_sides_apart(
    sound: Sound,
    sides: Sequence[Side],
    tell: Callable[[Sound, Callable[[float], None]], Told] | None,
    at: Callable[[float], None],
) -> list[Turn]:
    """The turns of every side in order of time; they may overlap, as people do.

    A side is one voice, unless `tell` hears several on it and is sure of them; without `tell`,
    each is one.
    """
    found: list[Turn] = []
    voices = 0
    for place, side in enumerate(sides):
        turns: list[Turn] = join_turns([Turn(0, *span, side.channel) for span in side.spans])
        if tell and sum(span.length_s for span in side.spans) >= _LEAST_S:
            view = SideSound(sound.spool, sound.channels, sound.length, side.channel, side.leaked)
            told, unsure = tell(view, _part(at, place, len(sides)))
            if not unsure and _are_several(told):
                turns = [one._replace(channel=side.channel) for one in told]
        found += [one._replace(voice=one.voice + voices) for one in turns]
        voices += 1 + max(one.voice for one in turns)
        at((place + 1) / len(sides))
    return sorted(found, key=lambda turn: turn.start_s)


def _part(at: Callable[[float], None], place: int, count: int) -> Callable[[float], None]:
    """Reports of one side, as shares of all of them."""
    return lambda share: at((place + share) / count)


def _are_several(turns: Sequence[Turn]) -> bool:
    """Whether every voice says enough to be somebody."""
    said: dict[int, float] = defaultdict(float)
    for one in turns:
        said[one.voice] += one.end_s - one.start_s
    least_s = max(_OWN_S, _OWN * sum(said.values()))
    return len(said) > 1 and min(said.values()) >= least_s
