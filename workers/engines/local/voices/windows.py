"""Windows: voiceprints all along the speech."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.networks.voiceprint import Vectors
from workers.engines.local.sound import Steps
from workers.engines.local.voices.features import Features

LENGTH = 80
"""Steps of a window, 1.6 s: long enough to tell voices apart well."""
_HOP = 30
_SURE = 40
"""Shorter stretches of speech say too little about whose they are, unless there is little else."""
ENOUGH = 10
"""So many windows of longer stretches, and the short ones are left out."""


def print_windows(islands: Sequence[Steps], features: Features) -> Vectors:
    """The voiceprints to guess the number of voices from, shape (windows, 192)."""
    found: list[Vectors] = []
    sure: list[bool] = []
    for steps in islands:
        vectors = features.voiceprints(
            steps, place_windows(len(steps), _HOP), min(LENGTH, len(steps))
        )
        found.append(vectors)
        sure += [len(steps) >= _SURE] * len(vectors)
    vectors = np.concatenate(found)
    return vectors[sure] if sum(sure) >= ENOUGH else vectors


def place_windows(steps: int, hop: int) -> NDArray[np.intp]:
    """Where windows begin, about `hop` steps apart, the last one at the end."""
    last = steps - LENGTH
    if last <= 0:
        return np.zeros(1, np.intp)
    return np.rint(np.linspace(0, last, max(1, round(last / hop)) + 1)).astype(np.intp)
