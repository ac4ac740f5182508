from __future__ import annotations

import numpy as np

from workers.charting.frames import Line
from workers.charting.ink import strokes


def line(*support: float) -> Line:
    at_s = np.arange(len(support), dtype=float)
    return Line(at_s, at_s * 0, at_s * 0, at_s * 0, np.array(support))


def test_firm_from_five_dashed_from_three_dots_below() -> None:
    firm, loose = strokes.split_firm_and_dashed(line(2, 2.9, 3, 4.9, 5, 9), brief=False)
    assert firm.tolist() == [False, False, False, False, True, True]
    assert loose.tolist() == [False, False, True, True, True, False]


def test_dashes_meet_the_firm_part_on_both_sides_and_never_cross_a_break() -> None:
    firm, loose = strokes.split_firm_and_dashed(line(6, 4, 6, np.nan, 6), brief=False)
    assert firm.tolist() == [True, False, True, False, True]
    assert loose.tolist() == [True, True, True, False, False]


def test_a_brief_voice_is_never_drawn_firm() -> None:
    firm, loose = strokes.split_firm_and_dashed(line(9, 9, 2), brief=True)
    assert not firm.any()
    assert loose.tolist() == [True, True, False]
