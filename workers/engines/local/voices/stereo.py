"""Stereo: calls that were recorded with one voice a channel need no telling apart."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.networks.voice import FRAME, estimate_speech, find_speech
from workers.engines.local.sound import RATE, Sound
from workers.engines.local.voices.turns import Turn, join_turns

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


def find_channel_turns(sound: Sound, at: Callable[[float], None]) -> list[Turn] | None:
    """The turns of a call with one voice on each of its two channels; None where it is no such.

    Turns may overlap, as people do.
    """
    if sound.channels != 2:
        return None
    levels = _levels(sound)
    levels_db = _relative_db(levels[:, :2])
    if levels_db is None or not _are_apart(levels, levels_db):
        return None
    found: list[Turn] = []
    for channel in (0, 1):
        likely = estimate_speech(sound, channel)
        at((channel + 1) / 2)
        likely[_leaked(levels_db[:, channel], levels_db[:, 1 - channel])[: len(likely)]] = 0
        spans = find_speech(likely)
        if sum(span.length_s for span in spans) < _LEAST_S:
            return None
        found += join_turns([Turn(channel, *span, channel) for span in spans])
    return sorted(found, key=lambda turn: turn.start_s)


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
    one_sided = np.abs(levels_db[:, 0] - levels_db[:, 1]) > _LOUDER_DB
    share = np.mean(one_sided[loud])
    if share > _APART or share < _SOME:
        return bool(share > _APART)
    left, right, common = levels[loud & ~one_sided].T
    waves_alike = np.median(np.abs(common) / np.sqrt(left * right))
    levels_alike = np.corrcoef(levels_db[loud].T)[0, 1]
    return bool(max(waves_alike, levels_alike) < _ALIKE)


def _leaked(own_db: Levels, other_db: Levels) -> NDArray[np.bool_]:
    """The frames in which a channel has no more than what leaks or echoes from the other."""
    frames = round(_ECHO_S * RATE / FRAME)
    padded = np.pad(other_db, (frames, 0), mode="edge")
    lately_db = np.lib.stride_tricks.sliding_window_view(padded, frames + 1).max(axis=1)
    leaked: NDArray[np.bool_] = own_db < np.maximum(other_db - _LOUDER_DB, lately_db - _ECHO_DB)
    return leaked


def _levels(sound: Sound) -> Levels:
    """Mean squares of both channels and mean product, shape (frames, 3), framed like the chances
    of speech."""
    rows = []
    for start in range(0, sound.length, _BLOCK_FRAMES * FRAME):
        frames = min(_BLOCK_FRAMES, -(-(sound.length - start) // FRAME))
        left, right = (
            sound.read(start, start + frames * FRAME, channel).reshape(frames, FRAME)
            for channel in (0, 1)
        )
        products = [left * left, right * right, left * right]
        rows.append(np.stack([np.mean(one, axis=1) for one in products], axis=1))
    return np.concatenate(rows).astype(np.float64)
