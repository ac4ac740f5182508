"""Timbre: how each voice sounds in this recording, to find where the voice changes.

A voiceprint needs a second and a half of speech, and people answer in less. So the voices that the
voiceprints have told apart are learned anew as mixtures of Gaussians over short-time spectra, and
every fiftieth of a second is given to the voice that is likelier there; then again with what was
found, as Viterbi resegmentation does in many diarizers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.networks.voiceprint import Vectors
from workers.engines.local.sound import Sound, Steps
from workers.engines.local.sound.spectrum import BANDS, compute_spectra, find_loud
from workers.engines.local.voices.clusters import Labels
from workers.engines.local.voices.mixture import Mixture, learn_mixture

_CEPSTRA = 28
_ROUNDS = 3
_LEAST_STEPS = 50
"""A voice with less than a second of speech cannot be learned."""
_UNKNOWN = -2.0
"""What every step says against a voice that could not be learned: more than against the right one,
less than against a wrong one."""
_FLOOR = -15.0
"""No single step says more against a voice: it may be a cough."""
_CHANGE, _CHANGE_AT_PAUSE = 50.0, 15.0
"""What a change of voice costs, in logarithms of likelihood, within speech and after a pause."""


def follow_voices(
    sound: Sound,
    islands: Sequence[Steps],
    leaning: Vectors,
    at: Callable[[float], None] = lambda _: None,
) -> list[Labels]:
    """The voice of each step of each stretch of speech.

    `leaning` says what else speaks for each voice in each step of the recording, in logarithms of
    likelihood, shape (steps, voices).
    """
    pauses = np.cumsum([len(island) for island in islands])[:-1]
    leaning = leaning[np.concatenate(islands)]
    labels: Labels = np.argmax(leaning, axis=1)
    if leaning.shape[1] == 1:
        return np.split(labels, pauses)
    shapes, heard = zip(*(_shapes(sound, island) for island in islands), strict=True)
    said = np.concatenate(heard)
    flow = _levelled(np.concatenate(shapes), said)
    for done in range(_ROUNDS):
        at(done / _ROUNDS)
        says = _evidence(flow, _voices(flow[said], labels[said]), leaning.shape[1])
        labels = find_path(leaning + np.where(said[:, None], says, np.float32(0)), pauses)
    return np.split(labels, pauses)


def find_path(score: Vectors, pauses: NDArray[np.intp]) -> Labels:
    """The best way through `score` of shape (steps, voices), where each change of voice has its
    price; it is lower at the steps that follow a pause."""
    price = np.full(len(score), _CHANGE)
    price[pauses] = _CHANGE_AT_PAUSE
    best = score.astype(np.float64)
    for step, cost in enumerate(price[1:].tolist(), start=1):
        before = best[step - 1]
        best[step] += np.maximum(before, before.max() - cost)
    stays = best[:-1] >= (best[:-1].max(axis=1) - price[1:])[:, None]
    labels: Labels = best.argmax(axis=1)
    for step in range(len(score) - 1, 0, -1):
        if stays[step - 1, labels[step]]:
            labels[step - 1] = labels[step]
    return labels


def _shapes(sound: Sound, island: Steps) -> tuple[Vectors, NDArray[np.bool_]]:
    """Shapes of the spectrum, shape (steps, 28), without its level: a louder voice is no other;
    and in which steps anything is said: silence sounds alike whoever holds it."""
    mels = compute_spectra(sound, 2 * int(island[0]), 2 * len(island))[::2]
    return np.asarray(mels @ _COSINES), find_loud(mels)


def _levelled(flow: Vectors, said: NDArray[np.bool_]) -> Vectors:
    """Each number around 0 and about as large as the others in what is said in the recording."""
    return np.asarray((flow - flow[said].mean(axis=0)) / (flow[said].std(axis=0) + 1e-3))


def _voices(flow: Vectors, labels: Labels) -> dict[int, Mixture]:
    """A mixture for each voice that has enough speech for one."""
    sizes = np.bincount(labels)
    known = np.flatnonzero(sizes >= _LEAST_STEPS).tolist()
    return {voice: learn_mixture(flow[labels == voice]) for voice in known}


def _evidence(flow: Vectors, voices: Mapping[int, Mixture], count: int) -> Vectors:
    """What each step says for each of `count` voices, against the likeliest: from `_FLOOR` to 0."""
    found = np.full((len(flow), count), _UNKNOWN, np.float32)
    if voices:
        likely = np.stack([voice.log_likelihood(flow) for voice in voices.values()], axis=1)
        against = likely - likely.max(axis=1, keepdims=True)
        found[:, list(voices)] = np.maximum(against, _FLOOR)
    return found


def _cosines() -> Vectors:
    """Cosines without the constant one, shape (80, 28)."""
    angles = np.pi / BANDS * np.outer(np.arange(BANDS) + 0.5, np.arange(1, _CEPSTRA + 1))
    return np.asarray(np.cos(angles) * np.sqrt(2 / BANDS), np.float32)


_COSINES = _cosines()
