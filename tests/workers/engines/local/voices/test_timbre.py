"""Where the voice changes, by how each voice sounds."""

from __future__ import annotations

import numpy as np
import pytest

from tests.workers.engines.local.recordings import said_by, sound_of
from workers.engines.local.networks.voiceprint import Vectors
from workers.engines.local.sound import RATE, STEP_S
from workers.engines.local.voices.clusters import Labels
from workers.engines.local.voices.mixture import learn_mixture
from workers.engines.local.voices.timbre import find_path, follow_voices

NOBODY = np.zeros(0, np.intp)


def score(voices: str, sure: float = 2.0) -> Vectors:
    """A step for each letter: `a` and `b` speak for one of two voices, `?` for neither."""
    says = {"a": (0.0, -sure), "b": (-sure, 0.0), "?": (0.0, 0.0)}
    return np.array([says[voice] for voice in voices], np.float32)


def as_text(labels: Labels) -> str:
    return "".join("ab"[label] for label in labels)


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("a" * 60 + "b" * 60, "a" * 60 + "b" * 60),
        ("a" * 60 + "b" * 20 + "a" * 60, "a" * 140),
        ("a" * 60 + "b" * 60 + "a" * 60, "a" * 60 + "b" * 60 + "a" * 60),
        ("?" * 10 + "b" * 60, "b" * 70),
    ],
    ids=["a change", "a short doubt", "an answer", "nothing to go by at first"],
)
def test_a_voice_changes_for_a_reason(heard: str, meant: str) -> None:
    assert as_text(find_path(score(heard), NOBODY)) == meant


def test_a_short_answer_between_pauses_is_believed_sooner() -> None:
    heard = score("a" * 60 + "b" * 20 + "a" * 60)
    assert as_text(find_path(heard, np.array([60, 80]))) == "a" * 60 + "b" * 20 + "a" * 60


def test_an_answer_shorter_than_a_window_is_found() -> None:
    """Without a pause on either side, and with only known who speaks before and after."""
    nora, victor = said_by("Nora"), said_by("Victor")
    answer_s, starts_s = 0.8, 5.0
    edges = [round(at * RATE) for at in (starts_s, starts_s + answer_s)]
    samples = np.concatenate([nora[: edges[0]], victor[: edges[1] - edges[0]], nora[edges[0] :]])
    samples = np.concatenate([samples, victor[edges[1] - edges[0] :]])
    sound = sound_of(samples)
    leaning = np.zeros((sound.steps, 2), np.float32)
    leaning[: (len(nora) + edges[1] - edges[0]) // 320, 0] = 1
    leaning[(len(nora) + edges[1] - edges[0]) // 320 :, 1] = 1

    (labels,) = follow_voices(sound, [np.arange(sound.steps)], leaning)

    answer = labels[round(starts_s / STEP_S) : round((starts_s + answer_s) / STEP_S)]
    assert np.mean(answer == 1) > 0.75
    assert np.mean(labels[: round((starts_s - 0.3) / STEP_S)] == 0) == 1.0
    assert np.mean(labels[-50:] == 1) == 1.0


def test_a_voice_with_hardly_a_word_does_not_spoil_the_others() -> None:
    """It cannot be learned: what else is known of it has to be enough."""
    nora, victor = (said_by(name)[: 5 * RATE] for name in ("Nora", "Victor"))
    sound = sound_of(np.concatenate([nora, victor]))
    leaning = np.zeros((sound.steps, 3), np.float32)
    leaning[:200, 0] = leaning[300:, 1] = 2
    leaning[20:60] = (0, 0, 8)
    leaning[240:260, 0] = 1.5

    (labels,) = follow_voices(sound, [np.arange(sound.steps)], leaning)

    assert np.mean(labels[20:60] == 2) > 0.9
    assert np.mean(labels[70:245] == 0) == 1.0
    assert np.mean(labels[255:] == 1) == 1.0


def test_silence_says_nothing_about_who_speaks() -> None:
    """Between digital silence and a voice there is no likeness, be it that voice's or another's."""
    pause = np.zeros(RATE // 2, np.float32)
    nora, victor = said_by("Nora"), said_by("Victor")
    sound = sound_of(np.concatenate([nora[: 4 * RATE], pause, nora[4 * RATE :], victor, pause]))
    leaning = np.zeros((sound.steps, 2), np.float32)
    change = (len(nora) + len(pause)) // 320
    leaning[:change, 0] = leaning[change:, 1] = 0.5

    (labels,) = follow_voices(sound, [np.arange(sound.steps)], leaning)

    assert np.mean(labels[: change - 15] == 0) == 1.0
    assert np.mean(labels[change + 15 :] == 1) == 1.0


def rows_around(*centres: float, each: int) -> Vectors:
    rng = np.random.default_rng(1)
    return np.concatenate(
        [rng.normal(centre, 0.5, (each, 3)).astype(np.float32) for centre in centres]
    )


def test_a_mixture_has_a_part_for_each_sound() -> None:
    mixture = learn_mixture(rows_around(-3, 3, each=500))
    probes = np.array([[-3, -3, -3], [3, 3, 3], [0, 0, 0]], np.float32)
    left, right, between = mixture.log_likelihood(probes).tolist()
    assert left == pytest.approx(right, abs=0.5)
    assert between < left - 10


def test_a_likelihood_is_one_of_a_density() -> None:
    mixture = learn_mixture(rows_around(0.0, each=80))
    grid = np.linspace(-4, 4, 41, dtype=np.float32)
    cells = np.stack(np.meshgrid(grid, grid, grid), axis=-1).reshape(-1, 3)
    assert float(np.exp(mixture.log_likelihood(cells)).sum() * 0.2**3) == pytest.approx(1, abs=0.02)


def test_the_same_rows_give_the_same_mixture_and_one_row_is_enough() -> None:
    rows = rows_around(-1, 2, each=300)
    probes = rows[::7]
    assert np.array_equal(
        learn_mixture(rows).log_likelihood(probes),
        learn_mixture(rows.copy()).log_likelihood(probes),
    )
    assert np.isfinite(learn_mixture(rows[:1]).log_likelihood(probes)).all()
