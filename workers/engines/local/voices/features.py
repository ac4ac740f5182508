"""Features: what the encoder hears in a recording, once for all that is asked of it.

Kept in a file: two hundred megabytes an hour are too much for memory.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.networks.voiceprint import FEATURES, Encoder, Vectors
from workers.engines.local.sound import Sound, Steps
from workers.engines.local.sound.bands import Bands
from workers.engines.local.sound.spectrum import compute_spectra, level_bands

_BLOCK = 500
"""Steps that are heard together, ten seconds: whoever speaks, and the pauses, without which voices
are told apart less well."""
_NUMBER = np.dtype(np.float16)


@dataclass(frozen=True, slots=True)
class Features:
    """Of every step of a recording, in the open file `spool`."""

    spool: int
    encoder: Encoder

    def voiceprints(self, steps: Steps, starts: NDArray[np.intp], length: int) -> Vectors:
        """Of `length` of these steps each, from each of `starts` on, shape (starts, 192)."""
        return self.encoder.voiceprints(self._of(steps), starts, length)

    def _of(self, steps: Steps) -> Vectors:
        first, last, size = int(steps[0]), int(steps[-1]), FEATURES * _NUMBER.itemsize
        raw = os.pread(self.spool, (last + 1 - first) * size, first * size)
        found = np.frombuffer(raw, _NUMBER).reshape(-1, FEATURES)
        return found[steps - first].astype(np.float32)


def hear_features(
    sound: Sound,
    carried: Bands,
    encoder: Encoder,
    spool: BinaryIO,
    at: Callable[[float], None] = lambda _: None,
) -> Features:
    """The features of the whole recording in the bands that it carries, kept in the empty file
    `spool`; `at` hears the share done."""
    for first in range(0, sound.steps, _BLOCK):
        size = min(_BLOCK, sound.steps - first)
        voiced = carried * level_bands(compute_spectra(sound, 2 * first, 2 * size))
        found = encoder.features(voiced)
        spool.write(found.astype(_NUMBER).tobytes())
        at(first / sound.steps)
    spool.flush()
    return Features(spool.fileno(), encoder)
