"""Features: what the encoder hears in a recording, once for all that is asked of it.

Kept in a file, ten seconds at a time: two hundred megabytes an hour are too much for memory.
Silence that nobody asks about is never heard.
"""

from __future__ import annotations

from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.sound import Sound, Steps
from workers.engines.local.spectrum import spectra
from workers.engines.local.voiceprint import FEATURES, Encoder, Vectors

_BLOCK = 500
"""Steps that are heard together."""


class Features:
    def __init__(self, sound: Sound, encoder: Encoder, spool: BinaryIO) -> None:
        """`spool` is an empty file to keep them in."""
        self._sound, self._encoder, self._spool = sound, encoder, spool
        self._heard: set[int] = set()

    def of(self, steps: Steps) -> Vectors:
        """The features of these steps of the recording, in ascending order: (steps, 512)."""
        blocks = steps // _BLOCK
        return np.concatenate(
            [self._block(block)[steps[blocks == block] % _BLOCK] for block in np.unique(blocks)]
        )

    def voiceprints(self, steps: Steps, starts: NDArray[np.intp], length: int) -> Vectors:
        """Of `length` of these steps each, from each of `starts` on."""
        return self._encoder.voiceprints(self.of(steps), starts, length)

    def _block(self, block: int) -> Vectors:
        size = min(_BLOCK, self._sound.steps - block * _BLOCK)
        at = block * _BLOCK * FEATURES * np.dtype(np.float16).itemsize
        self._spool.seek(at)
        if block not in self._heard:
            found = self._encoder.features(spectra(self._sound, 2 * block * _BLOCK, 2 * size))
            self._spool.write(found.astype(np.float16).tobytes())
            self._heard.add(block)
            return found
        raw = self._spool.read(size * FEATURES * np.dtype(np.float16).itemsize)
        return np.frombuffer(raw, np.float16).reshape(size, FEATURES).astype(np.float32)
