"""Tracks: what each voice says within ten seconds, and what it sounds like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.networks.segmentation import CHUNK_S, STEPS, Activity, Segmenter
from workers.engines.local.networks.voiceprint import Vectors
from workers.engines.local.sound import RATE, STEP_S, Samples, Sound, Steps
from workers.engines.local.voices.features import Features
from workers.engines.local.voices.windows import ENOUGH, LENGTH, place_windows

HOP = STEPS * 3 // 4
"""What is at an edge, where the network hears worst, is heard twice."""
_TOGETHER = 2
"""Chunks that are heard at once; more take more memory and no less time."""
_SHORTEST = 5
"""Steps; less is a click."""
_FINE = 20
"""Steps from one window of a track to the next."""
_SURE = 50
"""Steps of one voice alone below which its voiceprint says too little about it."""


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


def hear_chunks(
    sound: Sound,
    segmenter: Segmenter,
    features: Features,
    at: Callable[[float], None] = lambda _: None,
) -> list[Chunk]:
    """The whole recording in chunks that overlap; `at` hears the share done."""
    found: list[Chunk] = []
    firsts = range(0, max(sound.steps - STEPS, 0) + HOP, HOP)
    for row in range(0, len(firsts), _TOGETHER):
        together = firsts[row : row + _TOGETHER]
        samples = np.stack([_samples(sound, first) for first in together])
        for first, activity in zip(together, segmenter.activity(samples), strict=True):
            found.append(_chunk(first, activity[: sound.steps - first], features))
        at(row / len(firsts))
    return found


def choose_sure(chunks: Sequence[Chunk], otherwise: Vectors) -> Vectors:
    """The voiceprints to learn the voices from, each of one voice alone, shape (windows, 192);
    `otherwise` where there are too few."""
    found = [
        track.vectors for chunk in chunks for track in chunk.tracks if len(track.alone) >= _SURE
    ]
    return np.concatenate(found) if sum(map(len, found)) >= ENOUGH else otherwise


def _samples(sound: Sound, first: int) -> Samples:
    start = round(first * STEP_S * RATE)
    return sound.read(start, start + round(CHUNK_S * RATE))


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
    at = place_windows(len(alone), _FINE)
    length = min(LENGTH, len(alone))
    return Track(heard, alone, features.voiceprints(alone, at, length), at + length / 2)
