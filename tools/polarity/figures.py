"""Figures: how right scores are, each with an interval that says how far to trust it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CUT_OFF = 0.3
"""Scores past this are positive or negative: where the chart's own bands end."""
DRAWN = 2_000
"""Times that the sentences are drawn anew for an interval."""

Signs = NDArray[np.int64]


@dataclass(frozen=True)
class Figure:
    """A share with the interval that 95 of 100 draws of such sentences would fall in."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


def call_signs(scores: Sequence[float]) -> Signs:
    """-1, 0 or 1 for each score."""
    values = np.asarray(scores)
    return (values > CUT_OFF).astype(np.int64) - (values < -CUT_OFF).astype(np.int64)


def measure(truth: Sequence[int], scores: Sequence[float]) -> dict[str, Figure]:
    """How often right, macro-F1, wrong sign, and how much of the negative is heard as negative."""
    pairs = np.stack([np.asarray(truth, dtype=np.int64), call_signs(scores)])
    return {
        "accuracy": _draw(pairs, lambda p: float((p[0] == p[1]).mean())),
        "macro-F1": _draw(pairs, find_macro_f1),
        "wrong sign": _draw(pairs, lambda p: float((p[0] * p[1] == -1).mean())),
        "negative recall": _draw(pairs, lambda p: float((p[1][p[0] == -1] == -1).mean())),
    }


def find_macro_f1(pairs: Signs) -> float:
    """The mean of the F1 of the three signs; `pairs` is truth over calls (2 x texts)."""
    truth, called = pairs
    found = []
    for sign in (-1, 0, 1):
        both = int(((truth == sign) & (called == sign)).sum())
        either = int((truth == sign).sum() + (called == sign).sum())
        found.append(2 * both / either if either else 1.0)
    return float(np.mean(found))


def find_bins(truth: Sequence[int], scores: Sequence[float], count: int) -> NDArray[np.float64]:
    """Of equally wide bins of the score: its mean, the mean truth, how many (bins x 3)."""
    values, signs = np.asarray(scores), np.asarray(truth)
    places = np.minimum(((values + 1) / 2 * count).astype(int), count - 1)
    rows = [
        (values[places == at].mean(), signs[places == at].mean(), (places == at).sum())
        for at in range(count)
        if (places == at).any()
    ]
    return np.array(rows, dtype=np.float64)


def _draw(pairs: Signs, find: Callable[[Signs], float]) -> Figure:
    random = np.random.default_rng(7)
    size = pairs.shape[1]
    drawn = [find(pairs[:, random.integers(0, size, size)]) for _ in range(DRAWN)]
    low, high = np.nanquantile(drawn, (0.025, 0.975))
    return Figure(find(pairs), float(low), float(high))
