"""Cuts: long stretches in pieces that are heard fast and well, parted where it is quietest."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.sound import RATE, Samples, Sound
from workers.engines.local.words.crew import Stretch

_LONGEST_S = 10.0
"""A piece of twice the length takes four times the memory, and more than twice the time."""
_SHORTEST_S = 4.0
_FRAME = RATE // 50
_PAUSE = 11
"""Frames over which loudness is taken: a pause between words, not the closing of lips in one."""


def cut_long(sound: Sound, stretch: Stretch) -> Iterator[Stretch]:
    """The stretch, in pieces of no more than ten seconds."""
    start_s = stretch.start_s
    while stretch.end_s - start_s > _LONGEST_S:
        latest_s = min(start_s + _LONGEST_S, stretch.end_s - _SHORTEST_S / 2)
        at_s = _find_quietest(sound, start_s + _SHORTEST_S, latest_s, stretch.channel)
        yield Stretch(start_s, at_s, stretch.channel)
        start_s = at_s
    yield Stretch(start_s, stretch.end_s, stretch.channel)


def _find_quietest(sound: Sound, start_s: float, end_s: float, channel: int | None) -> float:
    """The middle of the quietest fifth of a second between these times."""
    loudness = _measure(sound.read(round(start_s * RATE), round(end_s * RATE), channel))
    return start_s + (int(np.argmin(loudness)) + _PAUSE / 2) * _FRAME / RATE


def _measure(samples: Samples) -> NDArray[np.float64]:
    frames = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME)
    power = np.mean(frames.astype(np.float64) ** 2, axis=1)
    return np.convolve(power, np.ones(_PAUSE), mode="valid")
