"""From windows to turns."""

from __future__ import annotations

import numpy as np
import pytest

from workers.engines.local.sound import Span
from workers.engines.local.turns import Turn, joined, smoothed, turns
from workers.engines.local.windows import Windows

CENTRES = np.eye(2, 256, dtype=np.float32)


def track(voices: str, islands: list[int] | None = None) -> Windows:
    """A window every second; `a` and `b` are the two voices, `?` hardly more b than a."""
    weights = {"a": (0.9, 0.3), "b": (0.3, 0.9), "?": (0.58, 0.61)}
    vectors = np.zeros((len(voices), 256), np.float32)
    for row, voice in enumerate(voices):
        vectors[row, :2] = weights[voice]
    homes = np.array(islands or [0] * len(voices), np.intp)
    return Windows(np.arange(len(voices), dtype=np.float64) + 0.5, homes, vectors)


@pytest.mark.parametrize(
    ("heard", "meant"),
    [("aaaa", "aaaa"), ("aabb", "aabb"), ("aa?a", "aaaa"), ("aaba", "aaba"), ("?aaa", "aaaa")],
)
def test_a_weak_window_is_no_turn(heard: str, meant: str) -> None:
    assert "".join("ab"[label] for label in smoothed(track(heard), CENTRES)) == meant


def test_changes_fall_midway() -> None:
    windows = track("aabb")
    found = turns([Span(0, 4)], windows, smoothed(windows, CENTRES))
    assert [(one.voice, one.start_s, one.end_s) for one in found] == [(0, 0, 2.0), (1, 2.0, 4)]


def test_pauses() -> None:
    pieces = [Turn(0, 0, 2), Turn(0, 2.4, 5), Turn(0, 6, 8), Turn(1, 8.1, 9)]
    found = joined(pieces)
    assert [one.voice for one in found] == [0, 0, 1]
    assert found[0].end_s == pytest.approx(5.1)
    assert found[1].start_s == pytest.approx(5.9)
    assert found[1].end_s == pytest.approx(8.05)


def test_long_speech_is_cut_at_pauses() -> None:
    found = joined([Turn(0, start, start + 3.8) for start in range(0, 60, 4)])
    assert all(one.end_s - one.start_s <= 25.2 for one in found)
    assert len(found) == 3


def test_breathless_speech_is_cut_too() -> None:
    found = joined([Turn(0, start, start + 1) for start in range(100)])
    assert [one.end_s - one.start_s for one in found] == [40, 40, 20]
