"""Stereo: calls that were recorded with one voice a channel need no telling apart."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.sound import Sound
from workers.engines.local.turns import Turn, joined
from workers.engines.local.voice import FRAME, chances, speech

_LOUDER_DB = 6.0
"""One channel this much above the other has the voice; the other has what leaks across."""
_APART = 0.8
"""The least share of loud frames in which one channel is so much louder."""
_LEAST_S = 2.0
_LOUD = 1e-5
"""Mean square of about -50 dBFS: below it a frame is nobody's."""
_BLOCK_FRAMES = 2048

Levels = NDArray[np.float64]


def channel_turns(sound: Sound, at: Callable[[float], None]) -> list[Turn] | None:
    """The turns of a call with one voice on each of its two channels; None where it is no such.

    Turns may overlap, as people do.
    """
    if sound.channels != 2:
        return None
    levels = _levels(sound)
    left_db = 10 * np.log10((levels[:, 0] + 1e-10) / (levels[:, 1] + 1e-10))
    loud = levels.max(axis=1) > _LOUD
    if not loud.any() or np.mean(np.abs(left_db[loud]) > _LOUDER_DB) < _APART:
        return None
    found: list[Turn] = []
    for channel, above_db in ((0, left_db), (1, -left_db)):
        likely = chances(sound, channel)
        at((channel + 1) / 2)
        likely[above_db[: len(likely)] < -_LOUDER_DB] = 0
        spans = speech(likely)
        if sum(span.length_s for span in spans) < _LEAST_S:
            return None
        found += joined([Turn(channel, *span, channel) for span in spans])
    return sorted(found, key=lambda turn: turn.start_s)


def _levels(sound: Sound) -> Levels:
    """Mean squares of both channels, shape (frames, 2), one for each frame of `chances`."""
    rows = []
    for start in range(0, sound.length, _BLOCK_FRAMES * FRAME):
        frames = min(_BLOCK_FRAMES, -(-(sound.length - start) // FRAME))
        both = [sound.read(start, start + frames * FRAME, channel) for channel in (0, 1)]
        squares = [np.mean(one.reshape(frames, FRAME) ** 2, axis=1) for one in both]
        rows.append(np.stack(squares, axis=1))
    return np.concatenate(rows).astype(np.float64)
