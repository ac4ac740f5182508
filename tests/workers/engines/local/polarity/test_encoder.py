"""The encoder that ships: the scores that it was released with, on whatever processor this is."""

from __future__ import annotations

import time

import psutil
import pytest

from workers.engines.local.polarity.encoder import load_polarity

GOLDEN: dict[str, float] = {
    "The supplier delivered a week early and everyone was delighted.": 0.825,
    "The boiler has been leaking since Tuesday and nobody answers the phone.": -0.8,
    "We meet in the blue room at half past nine.": -0.053,
    "I couldn't be happier with the result.": 0.574,
    "I can't say that it was a pleasure.": -0.921,
    "No worries, you go first.": -0.01,
    "Did the backup fail last night?": -0.003,
    "The number of complaints fell by a third.": 0.781,
    "The number of orders fell by a third.": 0.78,
    "Oh great, the lift is stuck again.": -0.856,
    "um so yeah i think it's it's going pretty well": 0.76,
    "They never call back.": -0.169,
    "Nothing to complain about, it simply works.": 0.516,
    "Thanks, that was really helpful.": 0.971,
    "Okay.": -0.014,
    "The kill signal is sent after ten seconds.": -0.006,
    "It's a nice design, but half of the buttons don't work.": -0.763,
    "We lost the tender.": -0.81,
    "Why does nobody ever read the instructions?": -0.889,
    "The garden looks beautiful this year, and the neighbours love it.": 0.905,
}
TOLERANCE = 0.02
"""Processors add in different orders; a saturating one would be off by far more."""


@pytest.mark.parametrize("text", GOLDEN)
def test_scores_are_those_of_the_release(text: str) -> None:
    assert load_polarity()(text) == pytest.approx(GOLDEN[text], abs=TOLERANCE)


def test_a_text_scores_alike_whatever_came_before() -> None:
    weigh = load_polarity()
    first = [weigh(text) for text in GOLDEN]
    again = load_polarity()
    assert [again(text) for text in reversed(GOLDEN)] == first[::-1]


def test_a_long_text_is_the_mean_of_its_windows() -> None:
    weigh = load_polarity()
    good, bad = "I love how well it works. ", "It is broken and nobody cares. "
    assert weigh(good * 40) > 0.5
    assert weigh(bad * 40) < -0.5
    assert abs(weigh(good * 40 + bad * 40)) < 0.3


def test_odd_signs_are_borne() -> None:
    weigh = load_polarity()
    for text in ("ж" * 5000, "a" * 100_000, "\x00\x01 b", "💓 " * 2000, "日本語", "\ud83d x"):
        assert -1 <= weigh(text) <= 1


def test_it_is_small_and_quick() -> None:
    """With room for a busy machine; what was measured on an idle one stands in docs/polarity.md."""
    before = psutil.Process().memory_info().rss
    weigh = load_polarity()
    started = time.process_time()
    for number in range(200):
        weigh(f"We looked at report number {number} and it was better than the one before.")
    each_s = (time.process_time() - started) / 200
    assert each_s < 0.02
    assert psutil.Process().memory_info().rss - before < 120_000_000
