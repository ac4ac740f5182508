"""Where somebody speaks."""

from __future__ import annotations

import numpy as np
import pytest

from tests.workers.engines.local.recordings import demo, lines, sound_of, tone
from workers.engines.local.networks.voice import FRAME, estimate_speech, find_speech, raise_chances
from workers.engines.local.sound import RATE


def test_speech_is_where_the_lines_are() -> None:
    likely = estimate_speech(sound_of(demo()))
    times = (np.arange(len(likely)) + 0.5) * FRAME / RATE
    spoken = np.zeros(len(likely), bool)
    for _, start_s, end_s in lines():
        spoken |= (times > start_s) & (times < end_s)
    assert likely[spoken].mean() > 0.85
    assert likely[~spoken].mean() < 0.25


@pytest.mark.parametrize("noise", ["silence", "tone", "white"])
def test_noise_is_no_speech(noise: str) -> None:
    white = (0.1 * np.random.default_rng(0).standard_normal(10 * RATE)).astype(np.float32)
    sounds = {"silence": np.zeros(10 * RATE, np.float32), "tone": tone(10), "white": white}
    assert (
        sum(span.length_s for span in find_speech(estimate_speech(sound_of(sounds[noise])))) < 0.5
    )


def test_blocks_make_no_difference() -> None:
    """66 s is more than a block: the network's state and context must be carried over."""
    long = np.concatenate([np.zeros(60 * RATE, np.float32), demo()[: 20 * RATE]])
    late = estimate_speech(sound_of(long))[60 * RATE // FRAME :]
    alone = estimate_speech(sound_of(demo()[: 20 * RATE]))
    assert np.mean(np.abs(late[: len(alone)] - alone)) < 0.05


def test_share_is_reported() -> None:
    shares: list[float] = []
    estimate_speech(sound_of(np.zeros(150 * RATE, np.float32)), at=shares.append)
    assert shares == sorted(shares)
    assert len(shares) == 3
    assert shares[-1] == pytest.approx(1, abs=0.01)


def test_hysteresis_pause_and_shortest() -> None:
    likely = np.zeros(200, np.float32)
    likely[10:40] = 0.9
    likely[40:42] = 0.1  # a pause of 64 ms is bridged
    likely[42:60] = 0.3  # not enough to begin with, enough to go on
    likely[100:105] = 0.9  # 160 ms are no word
    spans = find_speech(np.where(np.arange(200) == 42, 0.5, likely).astype(np.float32), margin_s=0)
    assert [(round(one.start_s, 3), round(one.end_s, 3)) for one in spans] == [(0.32, 1.92)]


def test_a_soft_voice_is_speech_where_both_networks_hear_something() -> None:
    likely = np.full(100, 0.3, np.float32)
    likely[50:] = 0.01
    everywhere = np.ones(160, np.float32)  # 3.2 s in steps
    assert find_speech(likely) == []
    (found,) = find_speech(raise_chances(likely, everywhere), margin_s=0)
    assert (found.start_s, found.end_s) == pytest.approx((0, 100 * FRAME / RATE))
    assert (
        find_speech(raise_chances(likely - 0.3, np.repeat([0.0, 1.0], 80).astype(np.float32))) == []
    )
