"""Who speaks when within ten seconds, and what the tracks say of the meeting's voices."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.workers.engines.local.recordings import demo, lines, said_by, sound_of
from workers.engines.local.networks import voiceprint
from workers.engines.local.networks.segmentation import STEPS, Segmenter, load_segmenter
from workers.engines.local.networks.voiceprint import Vectors
from workers.engines.local.sound import RATE, STEP_S, Samples, Span
from workers.engines.local.sound.spectrum import BANDS, compute_spectra, level_bands
from workers.engines.local.voices.asides import find_asides
from workers.engines.local.voices.evidence import (
    find_crowded,
    measure_claims,
    measure_spoken,
    weigh_evidence,
)
from workers.engines.local.voices.features import hear_features
from workers.engines.local.voices.tracks import HOP, Chunk, Track, choose_sure, hear_chunks

ALL = np.ones(BANDS, np.bool_)


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return load_segmenter()


@pytest.fixture(scope="module")
def encoder() -> voiceprint.Encoder:
    return voiceprint.load_encoder()


def padded(samples: Samples) -> Samples:
    return np.resize(np.pad(samples, (0, 10 * RATE)), 10 * RATE)


def test_speech_is_told_from_silence(segmenter: Segmenter) -> None:
    silence = np.zeros(10 * RATE, np.float32)
    nora = padded(np.pad(said_by("Nora")[: 3 * RATE], (2 * RATE, 0)))
    quiet, activity = segmenter.activity(np.stack([silence, nora]))
    assert activity.shape == (STEPS, 3)
    assert not quiet.any()
    heard = activity.sum(axis=1) > 0
    assert heard[110:240].mean() > 0.85
    assert not heard[:80].any()
    assert not heard[280:].any()


def test_two_at_once_are_two(segmenter: Segmenter) -> None:
    nora, victor = said_by("Nora")[: 6 * RATE], said_by("Victor")[: 2 * RATE]
    both = nora.copy()
    both[2 * RATE : 4 * RATE] += victor
    (activity,) = segmenter.activity(padded(both)[None])
    assert (activity[110:190].sum(axis=1) == 2).mean() > 0.6
    assert (activity[:80].sum(axis=1) == 2).mean() < 0.1


def test_chunks_cover_the_recording(
    segmenter: Segmenter, encoder: voiceprint.Encoder, tmp_path: Path
) -> None:
    shares: list[float] = []
    sound = sound_of(demo()[: round(21.3 * RATE)])
    with (tmp_path / "spool").open("wb+") as spool:
        found = hear_chunks(
            sound, segmenter, hear_features(sound, ALL, encoder, spool), shares.append
        )
    assert [chunk.first for chunk in found] == list(range(0, sound.steps - STEPS + HOP, HOP))
    assert found[-1].first + STEPS >= sound.steps
    assert shares == sorted(shares)
    steps = np.unique(np.concatenate([t.heard for chunk in found for t in chunk.tracks]))
    assert steps.min() >= 0
    assert steps.max() < sound.steps
    truth = sum(max(0.0, min(end_s, 21.3) - start_s) for _, start_s, end_s in lines())
    assert len(steps) * STEP_S == pytest.approx(truth, rel=0.25)


@pytest.mark.parametrize("length_s", [0.1, 0.6, 3.0])
def test_a_short_recording_is_one_chunk(
    length_s: float, segmenter: Segmenter, encoder: voiceprint.Encoder, tmp_path: Path
) -> None:
    sound = sound_of(said_by("Nora")[: round(length_s * RATE)])
    with (tmp_path / "spool").open("wb+") as spool:
        (chunk,) = hear_chunks(sound, segmenter, hear_features(sound, ALL, encoder, spool))
    assert all(track.heard.max() < sound.steps for track in chunk.tracks)


def test_features_are_those_of_ten_seconds_together(
    encoder: voiceprint.Encoder, tmp_path: Path
) -> None:
    sound = sound_of(demo()[: 14 * RATE])
    some = np.concatenate([np.arange(40, 90), np.arange(460, 490)])
    with (tmp_path / "spool").open("wb+") as spool:
        features = hear_features(sound, ALL, encoder, spool)
        (found,) = features.voiceprints(some, np.array([30]), 40)
        (across,) = features.voiceprints(np.arange(480, 520), np.zeros(1, np.intp), 40)
    block = encoder.features(level_bands(compute_spectra(sound, 0, 1000)))
    (expected,) = encoder.voiceprints(block[some], np.array([30]), 40)
    assert float(found @ expected) == pytest.approx(1, abs=1e-4)
    assert np.linalg.norm(across) == pytest.approx(1, abs=1e-4)
    assert (tmp_path / "spool").stat().st_size == sound.steps * 1024


def test_steps_end_with_the_recording() -> None:
    sound = sound_of(demo()[: RATE + 1])
    assert sound.steps == 51
    assert sound.steps_of(Span(0.9, 1.1)).tolist() == [45, 46, 47, 48, 49, 50]
    assert sound.steps_of(Span(1.05, 1.06)).tolist() == [50]


EYE = np.eye(2, 192, dtype=np.float32)


def track(first: int, last: int, voices: list[int]) -> Track:
    """Steps `first` to `last`, with a window of this voice in each equal part."""
    heard = np.arange(first, last)
    centres = (np.arange(len(voices)) + 0.5) * len(heard) / len(voices)
    return Track(heard, heard, EYE[voices], centres)


def leader(evidence: Vectors) -> str:
    """The likelier voice in every fiftieth step: `a`, `b`, or `-` for none."""
    return "".join("-" if a == b else "ab"[int(b > a)] for a, b in evidence[25::50].tolist())


def test_voiceprints_speak_for_the_steps_around_them() -> None:
    found = [Chunk(0, [track(0, 400, [0, 0, 1, 1])], np.zeros(0, np.intp))]
    assert leader(weigh_evidence(found, EYE, measure_claims(found, EYE, 500))) == "aaaabbbb--"


def test_tracks_of_one_chunk_are_different_voices() -> None:
    """The second sounds a little more like the first voice, which is taken."""
    unsure = EYE[[0]] * 0.6 + EYE[[1]] * 0.5
    tracks = [track(0, 200, [0]), replace(track(200, 300, [0]), vectors=unsure)]
    claimed = measure_claims([Chunk(0, tracks, np.zeros(0, np.intp))], EYE, 500)
    assert leader(claimed) == "aaaabb----"
    assert claimed.max() == pytest.approx(1)


def test_tracks_are_believed_where_their_voiceprints_agree() -> None:
    """A second voice's short track: it counts by whose it is only if the others are pure."""
    unsure = EYE[[0]] * 0.6 + EYE[[1]] * 0.5
    short = replace(track(400, 440, [0]), vectors=unsure)
    for first_voices, expected in (([0] * 8, "b"), ([0] * 4 + [1] * 4, "a")):
        chunk = Chunk(0, [track(0, 400, first_voices), short], np.zeros(0, np.intp))
        assert (
            leader(weigh_evidence([chunk], EYE, measure_claims([chunk], EYE, 500)))[8] == expected
        )


def test_a_step_is_spoken_as_far_as_its_chunks_hear_somebody() -> None:
    nobody = np.zeros(0, np.intp)
    found = [Chunk(0, [track(0, 450, [0])], nobody), Chunk(HOP, [], nobody)]
    shares = measure_spoken(found, HOP + STEPS)
    assert shares[: HOP - 1] == pytest.approx(np.ones(HOP - 1))
    assert (np.diff(shares[HOP:450]) < 0).all()
    assert 0 < shares[449] < shares[HOP] < 1
    assert not shares[450:].any()


def test_voices_are_learned_from_tracks_that_are_long_enough() -> None:
    nobody, otherwise = np.zeros(0, np.intp), EYE[[1]]
    enough = Chunk(0, [track(0, 400, [0] * 10), track(400, 440, [1])], nobody)
    assert np.array_equal(choose_sure([enough], otherwise), EYE[[0] * 10])
    few = Chunk(0, [track(0, 400, [0] * 9), track(400, 440, [1])], nobody)
    assert np.array_equal(choose_sure([few], otherwise), otherwise)


def test_crowded_steps_are_those_most_chunks_agree_on() -> None:
    first, second = np.arange(300, 320), np.arange(310, 330)
    found = [Chunk(0, [], first), Chunk(250, [], second)]
    assert find_crowded(found, 750).tolist() == list(range(300, 320))


def test_an_aside_is_the_other_voice_where_two_are_heard() -> None:
    claimed = np.zeros((100, 3), np.float32)
    claimed[:, 0], claimed[20:60, 1], claimed[90:, 2] = 1, 0.5, 0.5
    island, labels = np.arange(0, 80), np.zeros(80, np.intp)
    labels[50:] = 1
    found = find_asides(np.arange(30, 95), claimed, [island], [labels])
    assert [(one.voice, round(one.start_s, 2), round(one.end_s, 2)) for one in found] == [
        (1, 0.6, 1.0),
        (0, 1.0, 1.6),
    ]
    assert not find_asides(np.zeros(0, np.intp), claimed, [island], [labels])
