"""Streams: the several sounds that one recording may hold, side by side.

Screen recorders write the system's sound and the microphone each for itself, meeting recorders
every person. What is silent is left out, and what is heard in others already: the same sound again,
or all of them mixed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.sound import RATE

MOST = 16
_FRAME = RATE // 50
_BLOCK = 1 << 10
"""Frames that are read at once: twenty seconds."""
_SILENT = 1e-6
"""Mean square of the loudest fifth of a second in forty: -60 dBFS."""
_ALIKE = 0.98
"""How alike the loudness of two streams is that are one sound, coded twice."""
_MIXED = 0.97
"""How alike the loudness of a mix is to that of what it is mixed of."""
_SHIFT = 10
"""Frames by which coders delay a sound."""

Loudness = NDArray[np.float64]


class Stream(NamedTuple):
    """One sound: interleaved 16-bit samples in an open file, `length` in each of its channels."""

    file: BinaryIO
    channels: int
    length: int


def choose_streams(streams: Sequence[Stream]) -> list[Stream]:
    """Those that have something to say of their own, sixteen at most; one at least."""
    loudness = [_measure(one) for one in streams]
    loudest = [float(np.percentile(one, 99.5)) for one in loudness]
    audible = [row for row, level in enumerate(loudest) if level > _SILENT]
    audible = sorted(sorted(audible, key=lambda row: -loudest[row])[:MOST])
    own: list[int] = []
    for row in audible:
        if not any(_compare(loudness[row], loudness[other]) > _ALIKE for other in own):
            own.append(row)
    left = [row for row in own if not _is_mix(row, own, loudness)]
    return [streams[row] for row in left or own or [0]]


def interleave(streams: Sequence[Stream], out: BinaryIO) -> tuple[int, int]:
    """Write the streams into one file, each mixed to one channel; a single one as it is.

    Returns how many channels that file has, and its length in samples of each.
    """
    if len(streams) == 1:
        (only,) = streams
        only.file.seek(0)
        while piece := only.file.read(1 << 20):
            out.write(piece)
        return only.channels, only.length
    length = max(one.length for one in streams)
    for start in range(0, length, _BLOCK * _FRAME):
        stop = min(start + _BLOCK * _FRAME, length)
        sides = [_read(one, start, stop) for one in streams]
        out.write(np.stack(sides, axis=1).astype("<i2").tobytes())
    return len(streams), length


def _read(stream: Stream, start: int, stop: int) -> NDArray[np.float64]:
    """Samples from `start` to `stop`, mixed to one channel; silence behind the end."""
    stream.file.seek(start * stream.channels * 2)
    raw = stream.file.read((stop - start) * stream.channels * 2)
    frames = np.frombuffer(raw, "<i2").reshape(-1, stream.channels)
    return np.pad(frames.mean(axis=1), (0, stop - start - len(frames)))


def _measure(stream: Stream) -> Loudness:
    """Mean squares of the frames of 20 ms, of samples in [-1, 1]."""
    blocks = []
    for start in range(0, stream.length, _BLOCK * _FRAME):
        samples = _read(stream, start, start + _BLOCK * _FRAME) / 32768
        blocks.append(np.mean(samples.reshape(-1, _FRAME) ** 2, axis=1))
    return np.concatenate(blocks) if blocks else np.zeros(1)


def _compare(one: Loudness, other: Loudness) -> float:
    """How alike two courses of loudness are, -1 to 1, at the delay at which they are most so."""
    size = min(len(one), len(other))
    first, second = np.sqrt(one[:size]), np.sqrt(other[:size])
    shifts = range(-min(_SHIFT, size // 2), min(_SHIFT, size // 2) + 1)
    return max(
        _correlate(first[max(0, by) : size + min(0, by)], second[max(0, -by) : size - max(0, by)])
        for by in shifts
    )


def _correlate(one: Loudness, other: Loudness) -> float:
    if len(one) < 2 or min(one.std(), other.std()) == 0:
        return 0.0
    return float(np.corrcoef(one, other)[0, 1])


def _is_mix(row: int, rows: Sequence[int], loudness: Sequence[Loudness]) -> bool:
    """Whether a stream is what at least two others give together."""
    others = [other for other in rows if other != row]
    if len(others) < 2:
        return False
    size = min(len(loudness[one]) for one in rows)
    parts = np.stack([loudness[other][:size] for other in others], axis=1)
    weights, *_ = np.linalg.lstsq(parts, loudness[row][:size], rcond=None)
    together = parts @ np.maximum(weights, 0)
    heard = (weights > 0.05).sum()
    return bool(heard >= 2 and _compare(together, loudness[row]) > _MIXED)
