"""Spool: frames of any rate and form become 16 kHz samples in a file, on the recording's clock."""

from __future__ import annotations

from typing import BinaryIO

from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler

from workers.engines.local.sound import RATE

_GAP_S = 0.2
_LONGEST_GAP_S = 600.0
"""A jump of the clock beyond this is damage, not a silence."""


class Spool:
    """Takes frames and writes samples, until a limit.

    Before the first frame, set `channels`, and `start_s` where the recording's clock begins later:
    at what a camera or a broadcast had counted when somebody pressed the button.
    """

    def __init__(self, out: BinaryIO, limit_s: float) -> None:
        self.channels = 1
        self.start_s = 0.0
        self.length = 0
        self._out = out
        self._limit_s = limit_s
        self._resampler: AudioResampler | None = None
        self._form: tuple[str, str, int] | None = None

    @property
    def length_s(self) -> float:
        return self.length / RATE

    @property
    def is_full(self) -> bool:
        return self.length_s > self._limit_s

    def add(self, frame: AudioFrame) -> None:
        """Write a frame, after the silence that lies between it and the one before.

        Recorders leave out what nobody said, and damage takes packets away; times must hold.
        """
        form = frame.format.name, frame.layout.name, frame.sample_rate
        if self._resampler is None or form != self._form:
            self.finish()
            layout = "stereo" if self.channels == 2 else "mono"
            self._form, self._resampler = form, AudioResampler("s16", layout, RATE)
        gap_s = (frame.time or 0.0) - self.start_s - self.length_s
        if _GAP_S < gap_s < _LONGEST_GAP_S:
            silence_s = min(gap_s, self._limit_s + 1 - self.length_s)
            self._write(bytes(round(silence_s * RATE) * self.channels * 2))
        frame.pts = None  # the clock is kept here; the resampler is to take what it gets
        for piece in self._resampler.resample(frame):
            self._write(bytes(piece.planes[0])[: piece.samples * self.channels * 2])

    def finish(self) -> None:
        """Write what the resampler still holds."""
        for piece in self._resampler.resample(None) if self._resampler else ():
            self._write(bytes(piece.planes[0])[: piece.samples * self.channels * 2])
        self._resampler = None

    def _write(self, samples: bytes) -> None:
        self._out.write(samples)
        self.length += len(samples) // (self.channels * 2)
