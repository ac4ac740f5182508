"""Tracks: what each voice says within ten seconds, and what it sounds like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.features import Features
from workers.engines.local.segmentation import CHUNK_S, STEPS, Activity, Segmenter
from workers.engines.local.sound import RATE, Sound, Steps
from workers.engines.local.voiceprint import Vectors
from workers.engines.local.windows import LENGTH, starts

HOP = STEPS // 2
"""Every moment is heard twice, once of them not at an edge."""
_SHORTEST = 5
"""Steps; less is a click."""
_FINE = 20
"""Steps from one window of a track to the next."""


@dataclass(frozen=True, slots=True)
class Track:
    """One voice in ten seconds. `vectors` are voiceprints of what it says `alone`, pauses and other
    voices left out; `centres` are their places in `alone`."""

    heard: Steps
    alone: Steps
    vectors: Vectors
    centres: NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Ten seconds: the recording's steps from `first` on; `crowded` are those with two voices."""

    first: int
    tracks: list[Track]
    crowded: Steps


def chunks(
    sound: Sound,
    segmenter: Segmenter,
    features: Features,
    at: Callable[[float], None] = lambda _: None,
) -> list[Chunk]:
    """The whole recording in chunks that overlap by half; `at` hears the share done."""
    found = []
    for first in range(0, max(sound.steps - HOP, 1), HOP):
        start = round(first / STEPS * CHUNK_S * RATE)
        activity = segmenter.activity(sound.read(start, start + round(CHUNK_S * RATE)))
        found.append(_chunk(first, activity[: sound.steps - first], features))
        at(first / sound.steps)
    return found


def _chunk(first: int, activity: Activity, features: Features) -> Chunk:
    crowded = activity.sum(axis=1) > 1
    tracks = []
    for heard in activity.T:
        alone = heard & ~crowded
        if alone.sum() < _SHORTEST:
            alone = heard
        if alone.sum() >= _SHORTEST:
            tracks.append(
                _track(first + np.flatnonzero(heard), first + np.flatnonzero(alone), features)
            )
    return Chunk(first, tracks, first + np.flatnonzero(crowded))


def _track(heard: Steps, alone: Steps, features: Features) -> Track:
    at = starts(len(alone), _FINE)
    length = min(LENGTH, len(alone))
    return Track(heard, alone, features.voiceprints(alone, at, length), at + length / 2)
