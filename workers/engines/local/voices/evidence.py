"""Evidence: what the tracks of all chunks say about who of the meeting speaks in each step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from workers.engines.local.networks.segmentation import STEPS
from workers.engines.local.networks.voiceprint import Vectors
from workers.engines.local.sound import Steps
from workers.engines.local.voices.tracks import Chunk, Track

_LIKENESS = 2.0
"""What a voiceprint's likeness counts in a step, in logarithms of likelihood."""
_CLAIM = 6.0
"""What it counts that a step belongs to a track which is this voice's as a whole, likewise."""
_TRUSTED = 0.94
"""Claims count where more of the tracks than this is one voice by its voiceprints: more and more,
and in full where all of it is."""
_LONG = 120
"""Steps that a track needs to be able to show two voices."""
_WEIGHTS = np.hamming(STEPS)
"""The middle of a chunk is heard best."""


def weigh_evidence(chunks: Sequence[Chunk], centres: Vectors, claimed: Vectors) -> Vectors:
    """What speaks for each voice in each step of the recording, shape (steps, voices), like
    what `measure_claims` gives."""
    likeness, weight = np.zeros_like(claimed), _weight(chunks, len(claimed))
    for chunk in chunks:
        speakers = np.zeros(STEPS, np.float32)
        heard = np.zeros((STEPS, len(centres)), np.float32)
        for track in chunk.tracks:
            heard[track.heard - chunk.first] += _likeness(track, centres)
            speakers[track.heard - chunk.first] += 1
        part = (heard / np.maximum(speakers, 1)[:, None])[: len(claimed) - chunk.first]
        likeness[chunk.first : chunk.first + STEPS] += _WEIGHTS[: len(part), None] * part
    trusted = _CLAIM * _trust(chunks, centres) * claimed
    return np.asarray(_LIKENESS * likeness / weight[:, None] + trusted, np.float32)


def measure_claims(chunks: Sequence[Chunk], centres: Vectors, steps: int) -> Vectors:
    """How much of each voice's tracks lies in each step, 0 to 1, shape (steps, voices)."""
    claimed = np.zeros((steps, len(centres)), np.float32)
    for chunk in chunks:
        for track, voice in _owners(chunk, centres):
            claimed[track.heard, voice] += _WEIGHTS[track.heard - chunk.first]
    return np.asarray(claimed / _weight(chunks, steps)[:, None])


def measure_spoken(chunks: Sequence[Chunk], steps: int) -> Vectors:
    """How much of the chunks hears somebody in each step, 0 to 1."""
    heard = np.zeros(steps, np.float32)
    for chunk in chunks:
        one = np.unique(np.concatenate([chunk.crowded, *(track.heard for track in chunk.tracks)]))
        heard[one] += _WEIGHTS[one - chunk.first]
    return heard / _weight(chunks, steps)


def find_crowded(chunks: Sequence[Chunk], steps: int) -> Steps:
    """The steps in which two voices are heard at once."""
    heard = np.zeros(steps)
    for chunk in chunks:
        heard[chunk.crowded] += _WEIGHTS[chunk.crowded - chunk.first]
    return np.flatnonzero(heard / _weight(chunks, steps) >= 0.5)


def _weight(chunks: Sequence[Chunk], steps: int) -> Vectors:
    total = np.zeros(steps, np.float32)
    for chunk in chunks:
        part = total[chunk.first : chunk.first + STEPS]
        part += _WEIGHTS[: len(part)]
    return total


def _owners(chunk: Chunk, centres: Vectors) -> Iterator[tuple[Track, int]]:
    """Each track with its voice: different ones, as long as there are voices left."""
    likeness = np.array([(track.vectors @ centres.T).mean(axis=0) for track in chunk.tracks])
    free = likeness.copy()
    for _ in range(min(likeness.shape)) if chunk.tracks else ():
        row, voice = np.unravel_index(free.argmax(), free.shape)
        yield chunk.tracks[row], int(voice)
        free[row, :] = free[:, voice] = -np.inf


def _likeness(track: Track, centres: Vectors) -> Vectors:
    """How like each voice a track is at each step where it is heard, shape (steps, voices)."""
    alike = track.vectors @ centres.T
    places = np.interp(track.heard, track.alone, np.arange(len(track.alone)))
    return np.stack([np.interp(places, track.centres, voice) for voice in alike.T], axis=1)


def _trust(chunks: Sequence[Chunk], centres: Vectors) -> float:
    """0 to 1: how far the tracks are believed, by how seldom their voiceprints change voices."""
    same = total = 0
    for chunk in chunks:
        for track in chunk.tracks:
            if len(track.alone) >= _LONG:
                found = np.bincount((track.vectors @ centres.T).argmax(axis=1))
                same, total = same + int(found.max()), total + int(found.sum())
    pure = same / total if total else 0.0
    return float(np.clip((pure - _TRUSTED) / (1 - _TRUSTED), 0, 1))
