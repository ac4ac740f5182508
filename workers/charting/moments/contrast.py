"""Whether a run of sentences stands apart from the rest of its voice's talk, and from its own time.

Slow drift makes long runs look unusual. What stands apart from its neighbourhood is no drift, and
what is far from everything else that a voice says is worth telling whatever it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workers.charting.frames import Floats, weigh_utterances

Places = NDArray[np.intp]

LEAST = 0.3
"""How far the mean of a run is from that of everything else, its standard error taken off."""
AROUND_S = 300.0
"""How much time before and after a run is its neighbourhood; at least as long as the run."""
STRAYS = 3.0
"""Standard errors between a run and its neighbourhood."""
FULL = 0.98
"""Scores beyond are taken for this in odds."""
BURST = 6
"""Sentences; of so few it is enough to be apart in any view."""
FURTHEST_SHARE, FURTHEST = 0.06, 6
"""How many of a voice's sentences are its furthest each way, and at least how many are."""
WORDS = 20
"""In a run, at least."""
FEW_WORDS = 40
"""With fewer around it a run is held against everything else."""
LONG_WORDS = 25
"""A sentence of more words counts as this many: a monologue is one statement."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """One voice's scored sentences in order of time, as arrays of one length."""

    start_s: Floats
    end_s: Floats
    polarity: Floats
    words: Floats


def read_sentences(scored: pd.DataFrame) -> Sentences:
    """From a frame as `workers.charting.frames` makes it; ends are made to ascend."""
    return Sentences(
        scored["start_s"].to_numpy(dtype=float),
        np.maximum.accumulate(scored["end_s"].to_numpy(dtype=float)),
        scored["polarity"].to_numpy(dtype=float),
        np.minimum(weigh_utterances(scored), LONG_WORDS),
    )


def take_views(polarity: Floats) -> Floats:
    """The scores in three ways, as rows. What lasts moves the first, the scores themselves; a few
    sentences that are far out move the others: odds, and whether one is among the furthest."""
    odds = np.arctanh(np.clip(polarity, -FULL, FULL))
    count = max(round(FURTHEST_SHARE * len(polarity)), FURTHEST)
    in_order = np.sort(polarity)
    low, high = in_order[min(count, len(polarity) - 1)], in_order[max(-count - 1, -len(polarity))]
    furthest = (polarity > high).astype(float) - (polarity < low).astype(float)
    return np.stack([polarity, odds, furthest])


class Contrast:
    """One voice's talk, to hold its runs against."""

    def __init__(self, said: Sentences) -> None:
        self._said = said
        self._views = [
            (_Talk.total(replace(said, polarity=view)), _measure_variance(view, said.words))
            for view in take_views(said.polarity)
        ]
        self._sums, self._variance = self._views[0]

    def stands_out(self, first: Places, size: int, sign: float) -> NDArray[np.bool_]:
        """Which runs of `size` sentences from each `first` are apart on the side of `sign`."""
        mine = self._sums.between(first, first + size)
        rest = self._sums.whole().without(mine)
        error = np.sqrt(self._variance * mine.share)
        far: NDArray[np.bool_] = sign * (mine.mean - rest.mean) - error >= LEAST
        # Among words that are good or bad anyway, a few strong ones are apart in some views only.
        # Of longer runs these would take drift for an event.
        apart = np.zeros_like(far)
        for sums, variance in self._views if size <= BURST else self._views[:1]:
            apart |= self._strays(sums, variance, first, size, sign)
        return far & (mine.words >= WORDS) & apart

    def least_excess(self, size: int) -> float:
        """About how far the mean of `size` sentences is from the usual before they are apart."""
        others = 1.0 - size / len(self._said.words)
        return float(LEAST + np.sqrt(self._variance / size)) * others

    def _strays(
        self, sums: _Talk, variance: float, first: Places, size: int, sign: float
    ) -> NDArray[np.bool_]:
        """Which runs differ from what is said around them."""
        mine = sums.between(first, first + size)
        near = self._neighbourhood(sums, first, size).without(mine)
        few = near.words < FEW_WORDS
        around = np.where(few, sums.whole().without(mine).mean, near.mean)
        error = np.sqrt(variance * (mine.share + np.where(few, 0.0, near.share)))
        strays: NDArray[np.bool_] = sign * (mine.mean - around) > STRAYS * error
        return strays

    def _neighbourhood(self, sums: _Talk, first: Places, size: int) -> _Talk:
        said = self._said
        start_s, end_s = said.start_s[first], said.end_s[first + size - 1]
        reach_s = np.maximum(AROUND_S, end_s - start_s)
        opens = np.searchsorted(said.start_s, start_s - reach_s)
        closes = np.searchsorted(said.start_s, end_s + reach_s, side="right")
        return sums.between(opens, closes)


def _measure_variance(values: Floats, words: Floats) -> float:
    usual = np.average(values, weights=words)
    return float(np.average((values - usual) ** 2, weights=words))


@dataclass(frozen=True, slots=True)
class _Talk:
    """Sums over stretches of talk: of words, of their squares, and of polarity by words."""

    words: Floats
    squares: Floats
    pull: Floats

    @classmethod
    def total(cls, said: Sentences) -> _Talk:
        """The sums from the first sentence up to each, one more than there are sentences."""
        parts = (said.words, said.words**2, said.words * said.polarity)
        return cls(*(np.concatenate([[0.0], np.cumsum(part)]) for part in parts))

    def whole(self) -> _Talk:
        return _Talk(self.words[-1:], self.squares[-1:], self.pull[-1:])

    def between(self, first: Places, end: Places) -> _Talk:
        return _Talk(
            self.words[end] - self.words[first],
            self.squares[end] - self.squares[first],
            self.pull[end] - self.pull[first],
        )

    def without(self, part: _Talk) -> _Talk:
        return _Talk(self.words - part.words, self.squares - part.squares, self.pull - part.pull)

    @property
    def mean(self) -> Floats:
        mean: Floats = self.pull / np.maximum(self.words, 1.0)
        return mean

    @property
    def share(self) -> Floats:
        """What the variance of one sentence is multiplied with for that of the mean."""
        share: Floats = np.maximum(self.squares, 0.0) / np.maximum(self.words, 1.0) ** 2
        return share
