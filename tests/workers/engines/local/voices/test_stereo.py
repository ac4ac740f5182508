"""Calls with one voice a channel."""

from __future__ import annotations

import numpy as np
import pytest

from tests.workers.engines.local.recordings import Samples, demo, lines, sound_of
from workers.engines.local.sound import RATE
from workers.engines.local.voices.sides import tell_sides_apart
from workers.engines.local.voices.speakers import find_voices
from workers.engines.local.voices.stereo import find_sides
from workers.engines.local.voices.turns import Turn


def call(leak: float = 0.05) -> Samples:
    """Victor on the left, Walter on the right, each a little on the other's channel."""
    sides = {"Victor": 0, "Walter": 1}
    both = np.zeros((len(demo()), 2), np.float32)
    for name, start_s, end_s in lines():
        if name in sides:
            at = slice(round(start_s * RATE), round(end_s * RATE))
            both[at, sides[name]] = demo()[at]
    return both + leak * both[:, ::-1]


def find_channel_turns(both: Samples) -> list[Turn] | None:
    """Each side taken for one voice."""
    sound = sound_of(both)
    sides = find_sides(sound, lambda _: None)
    return tell_sides_apart(sound, sides, None, lambda _: None) if sides else None


def test_each_channel_is_a_voice() -> None:
    found = find_channel_turns(call())
    assert found is not None
    for name, channel in (("Victor", 0), ("Walter", 1)):
        said_s = sum(end_s - start_s for who, start_s, end_s in lines() if who == name)
        heard_s = sum(one.end_s - one.start_s for one in found if one.channel == channel)
        assert heard_s == pytest.approx(said_s, rel=0.1)
    assert [one.start_s for one in found] == sorted(one.start_s for one in found)


def test_people_may_talk_at_once() -> None:
    both = call()
    both[:, 1] = np.roll(both[:, 1], -10 * RATE)
    found = find_channel_turns(both)
    assert found is not None
    left = [one for one in found if one.channel == 0]
    right = [one for one in found if one.channel == 1]
    assert any(a.start_s < b.end_s and b.start_s < a.end_s for a in left for b in right)


@pytest.mark.parametrize("leak", [1.0, 0.8])
def test_a_room_in_stereo_is_no_such_call(leak: float) -> None:
    assert find_channel_turns(call(leak)) is None


def noisy(both: Samples, left: float, right: float) -> Samples:
    noise = np.random.default_rng(0).standard_normal(both.shape) * (left, right)
    return both + noise.astype(np.float32)


def echoing(both: Samples) -> Samples:
    """The left voice comes back on the right, a quarter of a second later."""
    both = both.copy()
    both[RATE // 4 :, 1] += 0.18 * both[: -RATE // 4, 0]
    return both


QUIET = np.array([1.0, 0.1], np.float32)


@pytest.mark.parametrize(
    "both",
    [
        pytest.param(call(0.25), id="leaks -12 dB"),
        pytest.param(call(0.13) * QUIET, id="right 20 dB quieter than what leaks"),
        pytest.param(noisy(call(), 0.01, 0.01), id="noise on both"),
        pytest.param(noisy(call(), 0.1, 0), id="much noise on the left"),
        pytest.param(echoing(call()), id="echo of the far end"),
    ],
)
def test_lines_differ_in_level_noise_and_echo(both: Samples) -> None:
    found = find_channel_turns(both)
    assert found is not None
    for name, channel in (("Victor", 0), ("Walter", 1)):
        said_s = sum(end_s - start_s for who, start_s, end_s in lines() if who == name)
        heard_s = sum(one.end_s - one.start_s for one in found if one.channel == channel)
        assert heard_s == pytest.approx(said_s, rel=0.15)


def test_people_may_talk_at_once_all_the_time() -> None:
    half = len(demo()) // 2
    both = np.stack([demo()[:half], demo()[half : 2 * half]], axis=1)
    assert find_channel_turns(both) is not None


def test_voices_mixed_to_places_of_a_stage_are_no_such_call() -> None:
    """Two hard at the sides and everybody else in the middle."""
    middle = np.repeat(demo()[:, None], 2, axis=1)
    both = np.concatenate([call(0), middle])
    assert find_channel_turns(both) is None
    assert find_channel_turns(call(0.5)) is None


def test_one_silent_channel_is_no_such_call() -> None:
    both = np.stack([demo()[: 20 * RATE], np.zeros(20 * RATE, np.float32)], axis=1)
    assert find_channel_turns(both) is None


def test_mono_is_no_such_call() -> None:
    assert find_channel_turns(demo()[: 5 * RATE]) is None


def test_speakers_are_the_channels_in_order_of_appearance() -> None:
    found = find_voices(sound_of(call()[:, ::-1]), None, lambda _: None)
    assert found.number == 2
    assert found.estimated
    assert found.turns[0].voice == 0
    assert found.turns[0].channel == 1


def shared(left: set[str], leak: float = 0.05) -> Samples:
    """These on the left, the others on the right."""
    both = np.zeros((len(demo()), 2), np.float32)
    for name, start_s, end_s in lines():
        at = slice(round(start_s * RATE), round(end_s * RATE))
        both[at, 0 if name in left else 1] = demo()[at]
    return both + leak * both[:, ::-1]


def test_two_who_share_a_channel_are_told_apart() -> None:
    found = find_voices(sound_of(shared({"Nora"})), None, lambda _: None)
    assert {one.channel for one in found.turns if one.voice == 0} == {0}
    assert found.number == 3
    names = dict(enumerate(("Nora", "Victor", "Walter")))
    for name, start_s, end_s in lines():
        middle_s = (start_s + end_s) / 2
        at = [names[one.voice] for one in found.turns if one.start_s < middle_s < one.end_s]
        assert at == [name]


def test_a_told_count_of_two_is_one_voice_a_channel() -> None:
    found = find_voices(sound_of(shared({"Nora"})), 2, lambda _: None)
    assert found.number == 2
    assert {(one.voice, one.channel) for one in found.turns} == {(0, 0), (1, 1)}
