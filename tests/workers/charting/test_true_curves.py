"""Meetings whose true curve is known: the line shows it, and nothing else."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench import truth
from tests.gallery.scenes import level
from workers.charting import frames, moments
from workers.charting.frames import Line
from workers.domain.meeting import Meeting, Utterance

HOUR_S = 3600.0
SMOOTHING_S = frames.choose_bandwidth_s(HOUR_S)


def spoken(curve: Callable[[float], float], words: Iterable[int] = (7,)) -> Meeting:
    """An hour of Ana, an utterance every ten seconds, exactly on a curve of seconds."""
    sizes = list(words)
    return Meeting(
        "test",
        tuple(
            Utterance("Ana", at, at + 8.0, "word " * sizes[place % len(sizes)], curve(at + 4.0))
            for place, at in enumerate(np.arange(0.0, HOUR_S, 10.0).tolist())
        ),
        length_s=HOUR_S,
    )


def line(heard: Meeting, speaker: str = "Ana") -> Line:
    return frames.make_curves(heard).lines[speaker]


def at(drawn: Line, second: float) -> float:
    return float(np.interp(second, drawn.at_s, drawn.polarity))


def test_a_step_rises_once_at_its_place_and_overshoots_nowhere() -> None:
    drawn = line(spoken(lambda second: -0.4 if second < 1800 else 0.4))
    assert np.all(np.diff(drawn.polarity) >= -1e-12)
    assert at(drawn, 1800) == pytest.approx(0.0, abs=0.02)
    assert at(drawn, 1800 - 3 * SMOOTHING_S) == pytest.approx(-0.4, abs=0.005)
    assert at(drawn, 1800 + 3 * SMOOTHING_S) == pytest.approx(0.4, abs=0.005)


@pytest.mark.parametrize("words", [(7,), (3, 30, 1, 12)])
def test_a_slow_wave_keeps_its_place_and_nearly_its_height(words: tuple[int, ...]) -> None:
    drawn = line(spoken(lambda second: 0.5 * math.sin(math.tau * second / HOUR_S), words))
    true = 0.5 * np.sin(math.tau * drawn.at_s / HOUR_S)
    inner = (drawn.at_s > 2 * SMOOTHING_S) & (drawn.at_s < HOUR_S - 2 * SMOOTHING_S)
    assert np.abs(drawn.polarity - true)[inner].max() < 0.035
    assert drawn.at_s[drawn.polarity.argmax()] == pytest.approx(900, abs=60)
    assert drawn.at_s[drawn.polarity.argmin()] == pytest.approx(2700, abs=60)


@pytest.mark.parametrize("minutes", [2, 4, 8, 16])
def test_a_dip_is_as_deep_as_its_width_lets_a_kernel_show(minutes: float) -> None:
    half_s = 30.0 * minutes
    drawn = line(spoken(lambda second: 0.2 - 0.6 * (abs(second - 1800) < half_s)))
    shown = math.erf(half_s / SMOOTHING_S / math.sqrt(2))
    assert drawn.polarity.min() == pytest.approx(0.2 - 0.6 * shown, abs=0.02)
    assert drawn.at_s[drawn.polarity.argmin()] == pytest.approx(1800, abs=30)
    away = np.abs(drawn.at_s - 1800) > half_s + 3.5 * SMOOTHING_S
    assert drawn.polarity[away] == pytest.approx(0.2, abs=0.001)


@pytest.mark.parametrize("value", [-1.0, -0.35, 0.0, 0.6, 1.0])
def test_a_level_is_not_bent_at_its_ends(value: float) -> None:
    assert set(line(spoken(lambda _: value)).polarity) == {value}


def test_two_strange_sentences_at_an_end_hardly_lift_it() -> None:
    times = [float(at) for at in range(0, 1800, 45)]
    heard = [
        Utterance("Ana", at, at + 5.0, "word " * 9, 0.0 if place < len(times) - 2 else 0.9)
        for place, at in enumerate(times)
    ]
    drawn = frames.make_curves(Meeting("test", tuple(heard))).lines["Ana"]
    assert drawn.polarity[-1] < 0.45
    assert drawn.polarity[drawn.at_s < 1400].max() < 0.05


def test_what_happens_far_away_does_not_move_the_ends() -> None:
    drawn = line(spoken(lambda second: 0.5 - (abs(second - 1800) < 300)))
    assert drawn.polarity[[0, -1]] == pytest.approx(0.5, abs=1e-9)


def test_a_slope_ends_within_a_bandwidth_of_where_it_does() -> None:
    drawn = line(spoken(lambda second: second / HOUR_S - 0.5))
    assert abs(drawn.polarity[0] + 0.5) < SMOOTHING_S / HOUR_S
    assert abs(drawn.polarity[-1] - 0.5) < SMOOTHING_S / HOUR_S


def test_a_yeah_does_not_move_the_line() -> None:
    even = spoken(level(0.0), words=(25,))
    yeahs = (Utterance("Ana", float(at), at + 0.5, "yeah", 1.0) for at in range(9, 3600, 10))
    mixed = sorted([*even.utterances, *yeahs], key=lambda each: each.start_s)
    assert line(replace(even, utterances=tuple(mixed))).polarity.max() < 0.06


def test_two_voices_with_opposite_truths_are_each_others_mirror() -> None:
    chance = Random(5)
    pairs = [(float(at), chance.uniform(-1, 1)) for at in range(0, 3600, 9)]
    both = [
        Utterance(name, at, at + 6.0, "word " * 9, sign * value)
        for at, value in pairs
        for name, sign in (("Ana", 1), ("Ben", -1))
    ]
    lines = frames.make_curves(Meeting("test", tuple(both))).lines
    assert lines["Ana"].polarity == pytest.approx(-lines["Ben"].polarity)
    assert lines["Ana"].low == pytest.approx(-lines["Ben"].high, nan_ok=True)


TALK = st.lists(
    st.tuples(st.integers(0, 2000), st.integers(0, 40), st.floats(-0.5, 0.5), st.integers(0, 40)),
    min_size=1,
    max_size=30,
    unique_by=lambda said: said[0],
)
Talk = list[tuple[int, int, float, int]]


def drawn_from(talk: Talk, *, shift: float = 0.0, slower: float = 1.0) -> Line:
    """The line of Ana's talk, moved and stretched in time, its bandwidth with it."""
    said = (
        Utterance("Ana", shift + slower * at, shift + slower * (at + took), "word " * words, value)
        for at, took, value, words in talk
    )
    return frames.smooth_line(
        frames.split_by_speaker(Meeting("test", tuple(said)))["Ana"], 60.0 * slower
    )


@given(TALK, st.sampled_from([0.0, 64.0, 1024.0]), st.sampled_from([0.5, 2.0, 8.0]))
def test_a_line_moves_and_stretches_with_its_talk(talk: Talk, shift: float, slower: float) -> None:
    plain, moved = drawn_from(talk), drawn_from(talk, shift=shift, slower=slower)
    assert moved.at_s == pytest.approx(shift + slower * plain.at_s, nan_ok=True)
    assert moved.polarity == pytest.approx(plain.polarity, nan_ok=True, abs=1e-6)
    assert moved.support == pytest.approx(plain.support, nan_ok=True, rel=1e-6)


@given(TALK, st.randoms(use_true_random=False))
def test_the_order_in_which_talk_is_listed_does_not_matter(talk: Talk, chance: Random) -> None:
    mixed = talk.copy()
    chance.shuffle(mixed)
    one, other = drawn_from(talk), drawn_from(mixed)
    assert np.array_equal(one.polarity, other.polarity, equal_nan=True)


@given(TALK, st.sampled_from([-2.0, -1.0, 0.5]), st.floats(-0.5, 0.5))
def test_a_line_follows_when_all_polarities_are_scaled_and_moved(
    talk: Talk, factor: float, more: float
) -> None:
    plain = drawn_from(talk)
    other = drawn_from([(at, took, factor * value + more, n) for at, took, value, n in talk])
    assert other.polarity == pytest.approx(factor * plain.polarity + more, nan_ok=True, abs=1e-9)


@given(TALK, st.integers(0, 29))
def test_what_is_not_scored_might_as_well_not_be_said(talk: Talk, place: int) -> None:
    heard = [
        Utterance("Ana", float(at), float(at + took), "word " * words, value)
        for at, took, value, words in talk
    ]
    silent = replace(heard[place % len(heard)], polarity=None)
    rest = [each for each in heard if each.start_s != silent.start_s]
    with_it, without = (
        frames.smooth_line(frames.split_by_speaker(Meeting("test", tuple(said)))["Ana"], 60.0)
        for said in ([*rest, silent], rest or [silent])
    )
    assert np.array_equal(with_it.polarity, without.polarity, equal_nan=True)


def test_where_nothing_happens_hardly_ever_anything_is_pointed_at() -> None:
    found = [moments.find_moments(truth.quiet(number)) for number in range(80)]
    assert sum(map(bool, found)) <= 6


def test_what_does_happen_is_mostly_pointed_at_and_nothing_beside_it() -> None:
    hits = beside = 0
    for number in range(20):
        heard, at_s = truth.dip(number, 0.7, 5, 1800)
        here = [abs(moment.peak_s - at_s) < 240 for moment in moments.find_moments(heard)]
        hits += any(here)
        beside += not all(here)
    assert hits >= 16
    assert beside <= 2
