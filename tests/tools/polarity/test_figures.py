"""Figures that say how right scores are, and how even-handed."""

from __future__ import annotations

import numpy as np
import pytest

from tools.polarity.fairness import measure_fairness
from tools.polarity.figures import call_signs, find_bins, find_macro_f1, measure

TRUTH = [1, 1, 0, 0, -1, -1, -1, 0]
SCORES = [0.9, -0.5, 0.1, 0.31, -0.8, -0.31, 0.0, 0.0]


def test_signs_are_called_past_the_cut_off() -> None:
    assert call_signs([0.3, 0.3001, -0.3, -0.3001]).tolist() == [0, 1, 0, -1]


def test_macro_f1_by_hand() -> None:
    # negative: 2 right of 3 said and 3 there; neutral: 2 of 3 and 3; positive: 1 of 2 and 2
    pairs = np.stack([np.array(TRUTH), call_signs(SCORES)])
    assert find_macro_f1(pairs) == pytest.approx((4 / 6 + 4 / 6 + 2 / 4) / 3)


def test_figures_lie_in_their_intervals() -> None:
    figures = measure(TRUTH * 20, SCORES * 20)
    assert figures["accuracy"].value == pytest.approx(5 / 8)
    assert figures["wrong sign"].value == pytest.approx(1 / 8)
    assert figures["negative recall"].value == pytest.approx(2 / 3)
    assert all(figure.low < figure.value < figure.high for figure in figures.values())
    assert figures["accuracy"].high - figures["accuracy"].low < 0.2


def test_bins_hold_everything() -> None:
    bins = find_bins([1, 0, -1, -1], [1.0, 0.1, -1.0, -0.9], 10)
    assert bins.tolist() == [[-0.95, -1.0, 2.0], [0.1, 0.0, 1.0], [1.0, 1.0, 1.0]]


def test_a_scorer_that_leans_against_a_group_is_found_out() -> None:
    even = measure_fairness(lambda text: 0.5 if "great" in text else 0.0)
    assert all(abs(difference) < 1e-9 for kind, difference in even.items() if "English" not in kind)
    leaning = measure_fairness(lambda text: -0.5 if "Muslim" in text else 0.0)
    assert leaning["creed"] < -0.4
    assert abs(leaning["names"]) < 1e-9
    sexist = measure_fairness(lambda text: -0.4 if "She" in text or "Her" in text else 0.0)
    assert sexist["gender"] < -0.2
