"""Sound: a decoded recording on disk, read in blocks so that an hour never lies in memory."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
"""Samples a second of everything behind the decoder."""

STEP_S = 0.02
"""Every so often it is told who speaks."""

_CANCELLED = 0.02
"""A mix of less power than this share of one channel's was cancelled out: of channels that have
nothing to do with each other, it has a quarter at least."""

Samples = NDArray[np.float32]
Steps = NDArray[np.intp]
"""Numbers of steps from the start of the recording, ascending."""


class Span(NamedTuple):
    """A stretch of the recording, in seconds from its start."""

    start_s: float
    end_s: float

    @property
    def length_s(self) -> float:
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Sound:
    """Interleaved 16-bit samples in the open file `spool`, `length` of them in each of `channels`.

    The file has no name: it is shared with children by its descriptor, and gone when the last
    process that has it open ends, however that happens.
    """

    spool: int
    channels: int
    length: int

    @property
    def length_s(self) -> float:
        return self.length / RATE

    @property
    def steps(self) -> int:
        """How many steps it has, the last one of them begun."""
        return -(-self.length // round(STEP_S * RATE))

    def steps_of(self, span: Span) -> Steps:
        """The steps of a stretch, one at least."""
        first = min(round(span.start_s / STEP_S), self.steps - 1)
        return np.arange(first, max(first + 1, min(round(span.end_s / STEP_S), self.steps)))

    def read(self, start: int, stop: int, channel: int | None = None) -> Samples:
        """Samples `start` to `stop` as floats in [-1, 1]; all channels mixed unless one is named.

        What lies outside the recording is silence: the result is always `stop - start` long.
        """
        first, last = max(start, 0), min(stop, self.length)
        mixed = np.zeros(stop - start, np.float32)
        if last <= first:
            return mixed
        frame_bytes = self.channels * 2
        raw = os.pread(self.spool, (last - first) * frame_bytes, first * frame_bytes)
        frames = np.frombuffer(raw, "<i2").reshape(-1, self.channels).astype(np.float32) / 32768
        mixed[first - start : first - start + len(frames)] = (
            _together(frames) if channel is None else frames[:, channel]
        )
        return mixed


def _together(frames: NDArray[np.floating]) -> Samples:
    """All channels in one. A balanced line that was taken for stereo has each sample on one channel
    and its negative on the other: there one is enough, and both would be nothing."""
    mixed, powers = frames.mean(axis=1), np.einsum("ij,ij->j", frames, frames)
    if mixed @ mixed < _CANCELLED * powers.max():
        return np.asarray(frames[:, powers.argmax()], np.float32)
    return np.asarray(mixed, np.float32)
