"""Clusters: which voiceprints are one voice, and how many voices there are."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.networks.voiceprint import Vectors

MOST_GUESSED = 8
"""No more voices than this are ever guessed; more can be asked for."""
_STARTS, _STARTS_IF_TOLD = 24, 80
_ROUNDS = 50
_SAMPLE = 3000
"""Windows that are clustered; the rest of a long meeting is only assigned."""

_TWO_VOICES, _SAME_VOICE = 0.55, 0.87
"""Likeness of two centres up to which they are two voices, and from which on they are one that is
heard twice."""
_APART, _BY_CHANCE = 0.18, 0.9
"""In between, the least silhouette of two voices among themselves; the fewer windows they have, the
further apart does any voice fall by chance: by so much over the root of their number."""
_TIGHTNESS = 4.0
"""What the mean likeness to the centres counts beside the silhouette, where the count is told."""
_SMALLEST_SHARE = 0.02
_SMALLEST = 3
_SLACK = 0.05
"""How far a larger count may be behind the best in overall silhouette."""

Labels = NDArray[np.intp]


class Clusters(NamedTuple):
    labels: Labels
    centres: Vectors


def cluster_vectors(vectors: Vectors, count: int) -> Clusters:
    """Spherical k-means of unit vectors into `count` groups.

    The same vectors always give the same groups. Fewer vectors than groups give as many groups.
    The count is believed: of many starts, that one wins whose groups are far apart, however few
    are in them, and tight.
    """
    return _grouped(vectors, count, _order, _STARTS_IF_TOLD)


def guess_count(vectors: Vectors) -> int:
    """How many voices there seem to be.

    A count is out where two of its voices are too much alike or one has hardly a word; of those
    left, the largest whose groups are about as well apart as the best wins. None left: one voice.
    """
    sample = vectors[:: -(-len(vectors) // _SAMPLE)] if len(vectors) else vectors
    apart: dict[int, float] = {}
    for count in range(2, min(MOST_GUESSED, len(sample) // _SMALLEST) + 1):
        labels, centres = _grouped(sample, count, _tightness, _STARTS)
        sizes = np.bincount(labels, minlength=count)
        if sizes.min() < max(_SMALLEST, _SMALLEST_SHARE * len(sample)):
            continue
        if _all_differ(sample, labels, centres):
            apart[count] = measure_silhouette(sample, labels)
    best = max(apart.values(), default=0.0)
    return max((count for count, score in apart.items() if score >= best - _SLACK), default=1)


def measure_silhouette(vectors: Vectors, labels: Labels) -> float:
    """Mean cosine silhouette of two or more groups: 1 far apart, 0 no groups at all."""
    return float(np.mean(_silhouettes(vectors, labels)))


def _grouped(
    vectors: Vectors, count: int, score: Callable[[Vectors, Vectors], float], starts: int
) -> Clusters:
    """The best of several starts by `score`, which is given the vectors and the centres."""
    rng = np.random.default_rng(0)
    count = min(count, len(vectors))
    sample = vectors[:: -(-len(vectors) // _SAMPLE)]
    tried = [_centres(sample, count, rng) for _ in range(starts if count > 1 else 1)]
    best = max(tried, key=lambda centres: score(sample, centres)) if count > 1 else tried[0]
    return Clusters(np.argmax(vectors @ best.T, axis=1), best)


def _tightness(vectors: Vectors, centres: Vectors) -> float:
    """How like its centre a vector is, in the mean."""
    return float((vectors @ centres.T).max(axis=1).mean())


def _order(vectors: Vectors, centres: Vectors) -> float:
    """How far apart and how tight the groups around `centres` are; the least if one is empty.

    Apart alone would take two voices for one and some odd windows for the other; tight alone, half
    of who says most for somebody who says little.
    """
    labels = np.argmax(vectors @ centres.T, axis=1)
    if len(np.unique(labels)) < len(centres):
        return -np.inf
    return measure_silhouette(vectors, labels) + _TIGHTNESS * _tightness(vectors, centres)


def _silhouettes(vectors: Vectors, labels: Labels) -> Vectors:
    """Cosine silhouette of every vector, from sums over groups instead of all pairs."""
    rows = np.arange(len(vectors))
    sizes = np.bincount(labels)
    sums = np.stack([vectors[labels == group].sum(axis=0) for group in range(len(sizes))])
    likeness = vectors @ sums.T
    within = 1 - (likeness[rows, labels] - 1) / np.maximum(sizes[labels] - 1, 1)
    between = 1 - likeness / sizes
    between[rows, labels] = np.inf
    nearest = between.min(axis=1)
    scores = (nearest - within) / np.maximum(np.maximum(nearest, within), 1e-9)
    return np.asarray(np.where(sizes[labels] == 1, 0, scores))


def _all_differ(vectors: Vectors, labels: Labels, centres: Vectors) -> bool:
    """Whether every two groups are two voices, by their centres and by themselves.

    The silhouette of all groups together would hide one voice split in two among others far away.
    """
    for one, other in combinations(range(len(centres)), 2):
        likeness = centres[one] @ centres[other]
        if likeness < _TWO_VOICES:
            continue
        if likeness >= _SAME_VOICE:
            return False
        both = (labels == one) | (labels == other)
        least = _APART + _BY_CHANCE / np.sqrt(np.count_nonzero(both))
        if measure_silhouette(vectors[both], (labels[both] == one).astype(np.intp)) < least:
            return False
    return True


def _centres(vectors: Vectors, count: int, rng: np.random.Generator) -> Vectors:
    """One run of k-means from seeds drawn far apart."""
    centres = vectors[[rng.integers(len(vectors))]]
    while len(centres) < count:
        distance = np.maximum(1 - (vectors @ centres.T).max(axis=1), 1e-9)
        seed = rng.choice(len(vectors), p=distance / distance.sum())
        centres = np.vstack([centres, vectors[seed]])
    labels: Labels | None = None
    for _ in range(_ROUNDS):
        likeness = vectors @ centres.T
        moved = np.argmax(likeness, axis=1)
        if labels is not None and np.array_equal(moved, labels):
            break
        labels = moved
        for group in range(count):
            members = vectors[labels == group]
            if not len(members):
                members = vectors[[np.argmin(likeness.max(axis=1))]]
            centres[group] = _unit(members.sum(axis=0))
    return centres


def _unit(vector: Vectors) -> Vectors:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9))
