"""Voiceprints of the demo meeting's people, and the spectra that they are made of."""

from __future__ import annotations

import numpy as np
import pytest

from tests.workers.engines.local.recordings import demo, lines
from workers.engines.local.networks.voiceprint import Encoder, Vectors, load_encoder
from workers.engines.local.sound import RATE, Samples
from workers.engines.local.sound.spectrum import BANDS, compute_log_mels, find_loud, level_bands

WINDOW_S = 1.6


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def said(name: str) -> list[Samples]:
    """The beginning of each line of one person of the demo meeting."""
    starts = [round(start_s * RATE) for who, start_s, _ in lines() if who == name]
    return [demo()[at : at + round(WINDOW_S * RATE)] for at in starts]


def voiceprint(encoder: Encoder, samples: Samples) -> Vectors:
    features = encoder.features(level_bands(compute_log_mels(samples)))
    (found,) = encoder.voiceprints(features, np.zeros(1, np.intp), len(features))
    return np.asarray(found)


def test_one_voice_is_like_itself_and_unlike_others(encoder: Encoder) -> None:
    prints = {
        name: np.stack([voiceprint(encoder, samples) for samples in said(name)])
        for name in ("Nora", "Victor", "Walter")
    }
    for vectors in prints.values():
        assert vectors.shape[1] == 192
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    centres = {name: vectors.mean(axis=0) for name, vectors in prints.items()}
    for name, vectors in prints.items():
        for vector in vectors:
            assert max(centres, key=lambda other: float(vector @ centres[other])) == name


def test_a_stretch_of_many_is_like_the_same_stretch_alone(encoder: Encoder) -> None:
    """Features are heard once for all windows, with other voices around."""
    together = encoder.features(level_bands(compute_log_mels(demo()[: 10 * RATE])))
    start = round(lines()[0][1] / 0.02) + 10
    (within,) = encoder.voiceprints(together, np.array([start]), 80)
    alone = voiceprint(encoder, demo()[start * 320 : (start + 80) * 320])
    assert float(within @ alone) > 0.8


def test_loudness_and_the_length_of_what_is_heard(encoder: Encoder) -> None:
    samples = said("Nora")[0]
    loud, quiet = (voiceprint(encoder, samples * gain) for gain in (1.0, 0.2))
    assert float(loud @ quiet) > 0.98
    for frames in (7, 199, 200, 201, 730):
        assert encoder.features(np.zeros((frames, BANDS), np.float32)).shape == (
            -(-frames // 2),
            512,
        )


def test_a_tone_lands_in_its_mel_band() -> None:
    times = np.arange(RATE) / RATE
    bands = [
        int(
            compute_log_mels(np.sin(2 * np.pi * hertz * times).astype(np.float32))
            .mean(axis=0)
            .argmax()
        )
        for hertz in (200, 1000, 4000)
    ]
    assert bands == [6, 27, 60]


def test_how_long_a_pause_is_does_not_matter() -> None:
    """Digital silence, as conferencing leaves it between words, says nothing about a voice."""
    spoken, silent = (
        compute_log_mels(said("Nora")[0]),
        compute_log_mels(np.zeros(3 * RATE, np.float32)),
    )
    both = np.concatenate([spoken, silent])
    assert level_bands(both)[: len(spoken)] == pytest.approx(level_bands(spoken), abs=0.2)
    assert not find_loud(both)[len(spoken) :].any()
    assert find_loud(both)[: len(spoken)].mean() > 0.8
