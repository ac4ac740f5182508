from __future__ import annotations

import numpy as np
import pytest

from workers.charting import frames
from workers.charting.ink import strip
from workers.domain.meeting import Meeting, Utterance


def spans(*talk: tuple[float, float]) -> frames.Floats:
    heard = tuple(Utterance("Ana", start, end, "word", None) for start, end in talk)
    whole = frames.merge_frames(frames.split_by_speaker(Meeting("test", heard)).values())
    return strip.find_spans(whole)


def test_spans_are_in_order_and_apart() -> None:
    assert spans((5, 9), (0, 3), (2, 4), (9, 10)).tolist() == [[0, 4], [5, 10]]
    assert spans().shape == (0, 2)


def test_overlap_is_where_both_talk() -> None:
    mine, theirs = spans((0, 10), (20, 30)), spans((5, 8), (9, 22), (28, 40))
    assert strip.find_overlaps(mine, theirs).tolist() == [[5, 8], [9, 10], [20, 22], [28, 30]]
    assert strip.find_overlaps(mine, spans()).size == 0


def test_at_once_is_where_at_least_two_talk() -> None:
    voices = [spans((0, 10), (20, 30)), spans((5, 8), (10, 20)), spans((7, 22))]
    assert strip.find_talk_at_once(voices).tolist() == [[5, 22]]
    assert strip.find_talk_at_once(iter([])).size == 0
    assert strip.find_talk_at_once([spans((0, 5)), spans((5, 9))]).size == 0


def test_coverage_is_the_spoken_share_of_each_pixel() -> None:
    assert strip.measure_coverage(spans((0, 10), (25, 30)), 40, 4).tolist() == [1, 0, 0.5, 0]
    assert strip.measure_coverage(spans(), 40, 4).tolist() == [0, 0, 0, 0]


def test_coverage_adds_up_to_the_talk_time() -> None:
    talk = spans((0.1, 0.4), (3, 77.7), (80, 99))
    assert strip.measure_coverage(talk, 100, 33).sum() * 100 / 33 == pytest.approx(0.3 + 74.7 + 19)


def test_a_breath_does_not_end_a_turn_but_a_pause_does() -> None:
    assert strip.close_breaths(spans((0, 10), (11, 20), (23, 30))).tolist() == [[0, 20], [23, 30]]


def test_short_words_with_pauses_as_long_stay_apart() -> None:
    talk = spans(*((at, at + 0.4) for at in np.arange(0.0, 10.0)))
    assert len(strip.close_breaths(talk)) == 10
