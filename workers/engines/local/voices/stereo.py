"""Stereo: calls that were recorded with one side a channel, or one person a track."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.networks.voice import FRAME, estimate_speech, find_speech
from workers.engines.local.sound import RATE, Sound, Span

_LOUDER_DB = 7.0
"""One channel this much above the other has the voice; the other has what leaks across. Less lies
between the places of one room, or of voices that were mixed to the left and right of a middle."""
_APART = 0.8
"""Where one channel is so much louder in more of the loud frames, each has a voice of its own."""
_SOME, _ALIKE = 0.5, 0.55
"""In fewer frames than this share, neither has. In between, people may talk at once: then neither
the channels' levels nor, where both are loud, their very waves are more alike than this."""
_ECHO_S, _ECHO_DB = 0.4, 12.0
"""The far end's echo comes back this late at most, and so much quieter at least."""
_LEAST_S = 2.0
_SILENT = 1e-8
"""Mean square of -80 dBFS: a channel that is never louder has nobody on it."""
_LOUD_DB = -30.0
"""Below the loudest on its channel; what is quieter than this on both is nobody's."""
_BLOCK_FRAMES = 2048

Levels = NDArray[np.float64]


class Side(NamedTuple):
    """What is said on one channel: `spans` of speech, what leaks there from the others left out."""

    channel: int
    spans: list[Span]
    leaked: NDArray[np.bool_]
    """Which frames of `voice.FRAME` samples hold nothing of its own."""


def find_sides(sound: Sound, at: Callable[[float], None]) -> list[Side] | None:
    """The sides of a call that lie on a channel each; None where it is no such.

    Of more than two channels, those on which nobody speaks are no sides.
    """
    if sound.channels < 2:
        return None
    levels = _levels(sound)
    levels_db = _relative_db(levels[:, : sound.channels])
    if levels_db is None or not _are_apart(levels, levels_db):
        return None
    found: list[Side] = []
    for channel in range(sound.channels):
        likely = estimate_speech(sound, channel)
        at((channel + 1) / sound.channels)
        others_db = np.delete(levels_db, channel, axis=1).max(axis=1)
        leaked = _leaked(levels_db[:, channel], others_db)[: len(likely)]
        likely[leaked] = 0
        spans = find_speech(likely)
        if sum(span.length_s for span in spans) >= _LEAST_S:
            found.append(Side(channel, spans, leaked))
    return found if len(found) > 1 else None


def _relative_db(levels: Levels) -> Levels | None:
    """Levels above each channel's noise, in dB below the loudest there: lines differ in both.

    None where a channel is silent.
    """
    above = np.maximum(levels - np.percentile(levels, 10, axis=0), 0)
    loudest = np.percentile(above, 99.5, axis=0)
    if loudest.min() < _SILENT:
        return None
    relative: Levels = 10 * np.log10(np.maximum(above / loudest, 1e-6))
    return relative


def _are_apart(levels: Levels, levels_db: Levels) -> bool:
    """Whether each channel has a voice of its own."""
    loud = levels_db.max(axis=1) > _LOUD_DB
    second_db, first_db = np.partition(levels_db, -2, axis=1)[:, -2:].T
    one_sided = first_db - second_db > _LOUDER_DB
    share = np.mean(one_sided[loud])
    if share > _APART or share < _SOME:
        return bool(share > _APART)
    return bool(_compare(levels[loud & ~one_sided], levels_db[loud]) < _ALIKE)


def _compare(levels: Levels, levels_db: Levels) -> float:
    """How alike the channels are: their levels, and of two the very waves where both are loud."""
    alike = float(np.max(np.corrcoef(levels_db.T) - np.eye(levels_db.shape[1])))
    if levels_db.shape[1] > 2:
        return alike
    left, right, common = levels.T
    return max(alike, float(np.median(np.abs(common) / np.sqrt(left * right))))


def _leaked(own_db: Levels, other_db: Levels) -> NDArray[np.bool_]:
    """The frames in which a channel has no more than what leaks or echoes from the other."""
    frames = round(_ECHO_S * RATE / FRAME)
    padded = np.pad(other_db, (frames, 0), mode="edge")
    lately_db = np.lib.stride_tricks.sliding_window_view(padded, frames + 1).max(axis=1)
    leaked: NDArray[np.bool_] = own_db < np.maximum(other_db - _LOUDER_DB, lately_db - _ECHO_DB)
    return leaked


def _levels(sound: Sound) -> Levels:
    """Mean squares of the channels and, of two, the mean product, shape (frames, columns): as
    `estimate_speech` frames."""
    rows = []
    for start in range(0, sound.length, _BLOCK_FRAMES * FRAME):
        frames = min(_BLOCK_FRAMES, -(-(sound.length - start) // FRAME))
        sides = [
            sound.read(start, start + frames * FRAME, channel).reshape(frames, FRAME)
            for channel in range(sound.channels)
        ]
        products = [side * side for side in sides]
        if len(sides) == 2:
            products.append(sides[0] * sides[1])
        rows.append(np.stack([np.mean(one, axis=1) for one in products], axis=1))
    return np.concatenate(rows).astype(np.float64)
