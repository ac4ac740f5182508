"""Whether a run of sentences stands apart from the rest of its voice's talk, and from its own time.

Slow drift makes long runs look unusual. What stands apart from its neighbourhood is no drift, and
what is far from everything else that a voice says is worth telling whatever it is.
"""

from __future__ import annotations

from dataclasses import dataclass

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


class Contrast:
    """One voice's talk, to hold its runs against."""

    def __init__(self, said: Sentences) -> None:
        self._said = said
        self._sums = _Talk.total(said)
        usual = np.average(said.polarity, weights=said.words)
        self._variance = float(np.average((said.polarity - usual) ** 2, weights=said.words))

    def stands_out(self, first: Places, size: int, sign: float) -> NDArray[np.bool_]:
        """Which runs of `size` sentences from each `first` are apart on the side of `sign`."""
        mine = self._sums.between(first, first + size)
        rest = self._sums.whole().without(mine)
        near = self._neighbourhood(first, size).without(mine)
        few = near.words < FEW_WORDS
        from_rest = sign * (mine.mean - rest.mean)
        from_near = np.where(few, from_rest, sign * (mine.mean - near.mean))
        error = np.sqrt(self._variance * mine.share)
        near_error = np.sqrt(self._variance * (mine.share + np.where(few, 0.0, near.share)))
        far: NDArray[np.bool_] = from_rest - error >= LEAST
        return far & (mine.words >= WORDS) & (from_near > STRAYS * near_error)

    def least_excess(self, size: int) -> float:
        """About how far the mean of `size` sentences is from the usual before they are apart."""
        others = 1.0 - size / len(self._said.words)
        return float(LEAST + np.sqrt(self._variance / size)) * others

    def _neighbourhood(self, first: Places, size: int) -> _Talk:
        said = self._said
        start_s, end_s = said.start_s[first], said.end_s[first + size - 1]
        reach_s = np.maximum(AROUND_S, end_s - start_s)
        opens = np.searchsorted(said.start_s, start_s - reach_s)
        closes = np.searchsorted(said.start_s, end_s + reach_s, side="right")
        return self._sums.between(opens, closes)


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
