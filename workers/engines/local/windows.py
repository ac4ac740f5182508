"""Windows: voiceprints all along the speech."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.features import Features
from workers.engines.local.sound import Steps
from workers.engines.local.voiceprint import Vectors

LENGTH = 80
"""Steps of a window, 1.6 s: long enough to tell voices apart well."""
_HOP = 30
_SURE = 40
"""Shorter stretches of speech say too little about whose they are,"""
_ENOUGH = 10
"""if there are enough others."""


def windows(
    islands: Sequence[Steps], features: Features, at: Callable[[float], None] = lambda _: None
) -> Vectors:
    """The voiceprints to learn the voices of these stretches of speech from, shape (windows, 192).

    `at` hears the share done.
    """
    found: list[Vectors] = []
    sure: list[bool] = []
    for row, steps in enumerate(islands):
        vectors = features.voiceprints(steps, starts(len(steps), _HOP), min(LENGTH, len(steps)))
        found.append(vectors)
        sure += [len(steps) >= _SURE] * len(vectors)
        at(row / len(islands))
    vectors = np.concatenate(found)
    return vectors[sure] if sum(sure) >= _ENOUGH else vectors


def starts(steps: int, hop: int) -> NDArray[np.intp]:
    """Where windows begin, about `hop` steps apart, the last one at the end."""
    last = steps - LENGTH
    if last <= 0:
        return np.zeros(1, np.intp)
    return np.rint(np.linspace(0, last, max(1, round(last / hop)) + 1)).astype(np.intp)
