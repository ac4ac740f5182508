"""Grouping voiceprints."""

from __future__ import annotations

import numpy as np
import pytest

from workers.engines.local.networks.voiceprint import Vectors
from workers.engines.local.voices.clusters import cluster_vectors, guess_count, measure_silhouette


def voices(sizes: list[int], spread: float = 0.6, seed: int = 1) -> tuple[Vectors, list[int]]:
    """Unit vectors around as many random directions, and which is whose."""
    rng = np.random.default_rng(seed)
    centres = np.abs(rng.standard_normal((len(sizes), 256))) * (rng.random((len(sizes), 256)) < 0.3)
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    noise = rng.standard_normal((sum(sizes), 256)) / 16 * spread
    owners = [voice for voice, size in enumerate(sizes) for _ in range(size)]
    vectors = centres[owners] + noise
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.float32), owners


@pytest.mark.parametrize("sizes", [[40], [40, 40], [60, 20, 10], [30, 30, 30, 30], [20] * 5])
def test_count_is_found(sizes: list[int]) -> None:
    assert guess_count(voices(sizes)[0]) == len(sizes)


def test_few_blurred_windows_in_unlike_directions_are_two_voices() -> None:
    assert guess_count(voices([6, 5], spread=1.1)[0]) == 2
    assert guess_count(voices([11], spread=1.1)[0]) == 1


@pytest.mark.parametrize("sizes", [[40, 40], [60, 20, 10], [20] * 5])
def test_groups_are_the_voices(sizes: list[int]) -> None:
    vectors, owners = voices(sizes)
    labels = cluster_vectors(vectors, len(sizes)).labels
    pairs = set(zip(owners, labels.tolist(), strict=True))
    assert len(pairs) == len(sizes)


def test_voices_that_say_much_stay_apart_though_another_sounds_two_ways() -> None:
    """Taking the two for one and parting the third would leave the groups further apart."""
    rng = np.random.default_rng(0)
    one, away, third, aside = np.linalg.qr(rng.standard_normal((192, 4)))[0].T
    centres = [one, 0.6 * one + 0.8 * away, third, 0.4 * third + 0.92 * aside]
    sizes = [80, 80, 12, 12]
    vectors = np.repeat(centres, sizes, axis=0) + rng.standard_normal((sum(sizes), 192)) / 23
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    labels = cluster_vectors(vectors.astype(np.float32), 3).labels
    pairs = set(zip(np.repeat([0, 1, 2, 2], sizes).tolist(), labels.tolist(), strict=True))
    assert len(pairs) == 3


def test_the_same_vectors_give_the_same_groups() -> None:
    vectors, _ = voices([30, 30, 30])
    assert np.array_equal(
        cluster_vectors(vectors, 3).labels, cluster_vectors(vectors.copy(), 3).labels
    )


def test_more_groups_than_vectors() -> None:
    vectors, _ = voices([2])
    assert len(cluster_vectors(vectors, 5).centres) == 2


def test_long_meetings_are_sampled() -> None:
    vectors, owners = voices([4000, 4000])
    labels = cluster_vectors(vectors, 2).labels
    assert len(labels) == 8000
    assert len(set(zip(owners, labels.tolist(), strict=True))) == 2


def test_silhouette_agrees_with_its_definition() -> None:
    vectors, owners = voices([7, 5, 3])
    labels = np.array(owners)
    distance = 1 - vectors @ vectors.T
    scores = []
    for row, label in enumerate(labels):
        own = (labels == label) & (np.arange(len(labels)) != row)
        within = distance[row, own].mean()
        others = set(labels.tolist()) - {int(label)}
        between = min(distance[row, labels == other].mean() for other in others)
        scores.append((between - within) / max(between, within))
    assert measure_silhouette(vectors, labels) == pytest.approx(np.mean(scores), abs=1e-4)
