"""Who speaks when, and how sure that is."""

from __future__ import annotations

import numpy as np
import pytest

from tests.workers.engines.local.recordings import Samples, demo, said_by, sound_of
from workers.domain.errors import Fault, Refused, Why
from workers.engines.local.sound import Sound
from workers.engines.local.voices.separate import separate_voices
from workers.engines.local.voices.speakers import Voices, find_voices


def heard(samples: Samples, count: int | None = None) -> Voices:
    return find_voices(sound_of(samples), count, lambda _: None)


def noisy(samples: Samples, decibels: float) -> Samples:
    level = float(np.sqrt(np.mean(samples**2))) * 10 ** (-decibels / 20)
    noise = level * np.random.default_rng(0).standard_normal(len(samples))
    return samples + noise.astype(np.float32)


@pytest.mark.parametrize("decibels", [20, 3])
def test_one_voice_in_much_noise_stays_one(decibels: float) -> None:
    assert heard(noisy(said_by("Nora"), decibels)).number == 1


def test_who_is_told_to_be_alone_is_not_hard_to_tell_apart() -> None:
    both = np.roll(demo(), len(demo()) // 3) + demo()
    assert heard(both).unsure
    alone = heard(both, 1)
    assert alone.number == 1
    assert not alone.unsure


def test_more_voices_than_can_be_told_apart_are_unsure() -> None:
    assert not heard(demo(), 3).unsure
    assert heard(demo(), 5).unsure


def test_channels_that_cancel_each_other_out_are_heard() -> None:
    """A balanced line taken for stereo: one conductor on each channel."""
    balanced = np.stack([demo(), -demo()], axis=1)
    assert heard(balanced).turns == heard(demo()).turns


def test_what_is_kept_is_what_was_found() -> None:
    found = heard(demo())
    assert Voices.loaded(found.kept()) == found


def test_a_child_tells_why_it_gave_up() -> None:
    with pytest.raises(Refused) as refused:
        separate_voices(sound_of(np.zeros(16_000, np.float32)), None, lambda _: None)
    assert refused.value.why is Why.NO_SPEECH
    broken = Sound(sound_of(demo()).spool, channels=0, length=len(demo()))
    with pytest.raises(Fault, match="Error"):
        separate_voices(broken, None, lambda _: None)
