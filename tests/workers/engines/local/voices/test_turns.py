"""From labels to turns."""

from __future__ import annotations

import numpy as np
import pytest

from tests.workers.engines.local.recordings import turn
from workers.engines.local.sound import Span
from workers.engines.local.voices.turns import Turn, add_asides, find_turns, join_turns


def test_a_turn_begins_at_the_step_where_the_voice_changes() -> None:
    labels = [np.array([0, 0, 0, 1, 1]), np.array([1, 1, 0])]
    found = find_turns([Span(10.0, 12.5), Span(12.7, 14.2)], labels, 0.5)
    assert [(one.voice, one.start_s, one.end_s) for one in found] == [
        (0, 9.9, 11.5),
        (1, 11.5, 13.7),
        (0, 13.7, 14.2),
    ]


def test_pauses() -> None:
    pieces = [Turn(0, 0, 2), Turn(0, 2.4, 5), Turn(0, 6, 8), Turn(1, 8.1, 9)]
    found = join_turns(pieces)
    assert [one.voice for one in found] == [0, 0, 1]
    assert found[0].end_s == pytest.approx(5.1)
    assert found[1].start_s == pytest.approx(5.9)
    assert found[1].end_s == pytest.approx(8.05)


def test_long_speech_is_cut_at_pauses() -> None:
    found = join_turns([Turn(0, start, start + 3.8) for start in range(0, 60, 4)])
    assert all(one.end_s - one.start_s <= 25.2 for one in found)
    assert len(found) == 3


def test_breathless_speech_is_cut_in_equal_parts() -> None:
    labels = np.zeros(5000, np.intp)
    found = find_turns([Span(10.0, 110.0)], [labels], 0.02)
    assert [one.end_s - one.start_s for one in found] == pytest.approx([100 / 3] * 3, abs=0.2)
    (whole,) = find_turns([Span(10.0, 49.0)], [labels[:1950]], 0.02)
    assert whole.end_s == 49.0


def test_an_aside_that_touches_a_turn_of_its_voice_belongs_to_it() -> None:
    found = add_asides([turn(0, 0, 5), turn(1, 5, 8)], [Turn(1, 4.5, 5), Turn(0, 6, 6.5)])
    assert found == [turn(0, 0, 5), Turn(1, 4.5, 8, clear=Span(5, 8)), Turn(0, 6, 6.5)]


def test_who_is_not_let_finish_still_leaves_the_other_a_turn_with_words() -> None:
    found = add_asides([turn(0, 0, 10), turn(1, 10, 12)], [Turn(0, 10, 12.5)])
    assert found == [Turn(0, 0, 12.5, clear=Span(0, 10)), turn(1, 10, 12)]


def test_the_seam_between_two_turns_is_no_aside() -> None:
    every = [turn(0, 0, 5), turn(1, 5, 8)]
    assert add_asides(every, [Turn(2, 4.98, 5.04)]) == every


def test_a_turn_is_clear_as_far_as_it_goes() -> None:
    for one in find_turns([Span(1.0, 3.0)], [np.array([0, 0, 1, 1])], 0.5):
        assert one.clear == (one.start_s, one.end_s)
