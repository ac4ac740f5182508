"""Unusual runs of one voice's sentences, found by a scan whose false alarms are bounded.

Each run of neighbouring sentences is asked how far its mean is out, for its number of sentences.
The same question is put to the same sentences in random orders: what is as far out there is chance.
The answer of a whole meeting in one random order is its furthest run of any voice and any size, so
that no more than `SURE` of all meetings without an event have a run that counts.

Random orders know of no drift, and real talk drifts with its topics. So a run has also to differ
from the rest of its voice's talk, and from what that voice says shortly before and after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workers.charting.frames import Floats
from workers.charting.moments.contrast import Contrast, Sentences, read_sentences, take_views

SIZES = (2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 29, 38, 50, 65, 85)
"""How many sentences a run may have, where that is no more than half of them."""
LONGEST_S = 600.0
"""How long a run may last: what lasts longer is the level of the meeting."""
FEWEST = 8
"""Sentences that a voice needs to have something usual."""
SURE = 0.05
"""The share of meetings without an event in which a run may be found all the same."""
LIKELY = 0.5
"""The same for runs that count only beside one of another voice that is sure."""
ORDERS, FEWEST_ORDERS = 199, 19
WORK = 400_000
"""Sentences shuffled in all, so that the longest meetings have fewer random orders."""
WHOLE_WORDS = 6
"""A sentence of fewer words counts less; one of more is no surer."""
SAME = 1e-9
"""Scores that differ by no more than this, which is rounding, are the same."""
SLACK = 0.85
LEAST_SURPRISES = 1.5, 0.5
"""What is sure and what is likely is at least so surprising, however little chance does."""
LEAST_SPREAD = 0.2
"""Of the furthest runs of random orders: a voice that says one thing only has none."""
MOST = 5
"""Runs of one voice."""

Kept = tuple[float, int, int, float]
"""How surprising, first sentence, number of sentences, and sign."""


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Neighbouring sentences of one voice that are out, `sign` (±1) the way.

    `spoken` are the rows of the voice's frame. `surprise` is comparable between voices; `sure` says
    that chance finds such a run in no more than `SURE` of all meetings.
    """

    speaker: str
    sign: float
    spoken: pd.DataFrame
    surprise: float
    sure: bool


def find_runs(
    frames: Mapping[str, pd.DataFrame], quiet: tuple[float, float] | None = None
) -> list[Run]:
    """The runs of all voices that are sure or likely, the most surprising first.

    `quiet` are seconds between which rises count; words of greeting and thanks lie outside.
    """
    heard = {
        speaker: frame[frame["polarity"].notna()].reset_index(drop=True)
        for speaker, frame in frames.items()
    }
    voices = {
        speaker: read_sentences(frame) for speaker, frame in heard.items() if len(frame) >= FEWEST
    }
    scans = {speaker: _Scan(said) for speaker, said in voices.items()}
    scans = {speaker: scan for speaker, scan in scans.items() if scan.sizes}
    if not scans:
        return []
    whole = sum(len(voice.words) for voice in voices.values())
    orders = int(min(ORDERS, max(FEWEST_ORDERS, WORK // whole)))
    chance = np.random.default_rng(0)
    by_chance = np.max([scan.shuffle(chance, orders) for scan in scans.values()], axis=0)
    sure, likely = (
        max(_cut(by_chance, share), least)
        for share, least in zip((SURE, LIKELY), LEAST_SURPRISES, strict=True)
    )
    runs = [
        Run(speaker, sign, heard[speaker].iloc[first : first + size], surprise, surprise > sure)
        for speaker, scan in scans.items()
        for surprise, first, size, sign in scan.keep(likely, quiet)
    ]
    return sorted(runs, key=lambda run: -run.surprise)


def _cut(by_chance: Floats, share: float) -> float:
    place = int(np.ceil((1 - share) * (len(by_chance) + 1))) - 1
    return float(np.sort(by_chance)[min(place, len(by_chance) - 1)])


class _Scan:
    """One voice: what its runs would be in random orders, and what they are."""

    def __init__(self, said: Sentences) -> None:
        self._said, self._contrast = said, Contrast(said)
        weight = np.sqrt(np.minimum(said.words, WHOLE_WORDS))
        pulls = [_weigh(values, weight) for values in take_views(said.polarity)]
        self._unit = float(weight.mean() / max(pulls[0].std(), SAME))
        """What a sentence adds to a run of scores that is 1 above the usual."""
        self._out = np.stack([pull / max(pull.std(), SAME) for pull in pulls])
        self.sizes = {size: fits for size, fits in self._fit_sizes() if fits.any()}
        self._usual: dict[int, tuple[Floats, Floats]] = {}

    def _fit_sizes(self) -> Iterator[tuple[int, NDArray[np.bool_]]]:
        """The sizes, each with which runs of it are short enough in time."""
        said, count = self._said, len(self._said.words)
        for size in SIZES:
            if size <= count // 2:
                yield size, said.end_s[size - 1 :] - said.start_s[: count - size + 1] <= LONGEST_S

    def shuffle(self, chance: np.random.Generator, orders: int) -> Floats:
        """How surprising the furthest run of each of so many random orders is."""
        count = len(self._said.words)
        places = np.argsort(chance.random((orders, count), dtype=np.float32), axis=1)
        shuffled = self._out.astype(np.float32)[:, places]
        surprises = []
        for size, fits, far in self._far(shuffled):
            size_far = np.abs(far if fits.all() else far[..., fits])
            furthest = size_far.max(axis=2)
            spread = np.maximum(furthest.std(axis=1), LEAST_SPREAD * np.sqrt(size))
            self._usual[size] = furthest.mean(axis=1), spread
            surprises.append(self._surprise(size, self._tellable(size, size_far, furthest)))
        by_chance: Floats = np.max(surprises, axis=0)
        return by_chance

    def _tellable(self, size: int, far: Floats, furthest: Floats) -> Floats:
        """The furthest runs of each order, of those alone that could be told at all.

        A run that is too near to the rest of the talk is never told, however unusual it is; to
        count it here would hide others. The estimate is a little low: chance looks larger by that.
        """
        enough = far[0] >= SLACK * size * self._contrast.least_excess(size) * self._unit
        others = np.where(enough, far[1:], -np.inf).max(axis=2)
        first = np.where(enough.any(axis=1), furthest[0], -np.inf)
        return np.concatenate([first[None], others])

    def keep(self, least: float, quiet: tuple[float, float] | None) -> Iterator[Kept]:
        """The most surprising runs that stand apart, none of them in another's place."""
        kept: list[Kept] = []
        for run in sorted(self._candidates(least, quiet), key=lambda run: -run[0]):
            if len(kept) < MOST and not any(_in_the_way(run, other) for other in kept):
                kept.append(run)
                yield run

    def _candidates(self, least: float, quiet: tuple[float, float] | None) -> Iterator[Kept]:
        for sign in (1.0, -1.0):
            out = sign * self._out
            if sign > 0 and quiet:
                early = self._said.end_s <= quiet[0]
                late = self._said.start_s >= quiet[1]
                out = np.where(early | late, np.minimum(out, 0.0), out)
            for size, fits, far in self._far(out[:, None, :]):
                surprise = self._surprise(size, far[:, 0, :])
                open_to = np.flatnonzero(fits & (surprise > least))
                if open_to.size:
                    for first in open_to[self._contrast.stands_out(open_to, size, sign)]:
                        yield float(surprise[first]), int(first), size, sign

    def _far(self, out: Any) -> Iterator[tuple[int, NDArray[np.bool_], Any]]:
        """How far out the runs of each size are; `out` is by way, order and sentence.

        Single or double precision: random orders are many, and need no more than six digits.
        """
        sums = np.zeros((*out.shape[:2], out.shape[2] + 1), out.dtype)
        np.cumsum(out, axis=2, out=sums[..., 1:])
        for size, fits in self.sizes.items():
            yield size, fits, sums[..., size:] - sums[..., :-size]

    def _surprise(self, size: int, far: Floats) -> Floats:
        """The largest of all views' distances from what is usual for this size.

        As each size has its own measure, sums need not be divided by the root of it.
        """
        mean, spread = self._usual[size]
        surprise: Floats = ((far - mean[:, None]) / spread[:, None]).max(axis=0)
        return surprise


def _weigh(values: Floats, weight: Floats) -> Floats:
    """What each sentence adds to a run, 0 in the mean."""
    pull: Floats = weight * (values - np.average(values, weights=weight**2))
    pull -= pull.mean()
    return pull


def _in_the_way(run: Kept, other: Kept) -> bool:
    """Whether a run overlaps one that was kept, or is the slope beside it on the same side."""
    (_, first, size, sign), (_, kept, kept_size, kept_sign) = run, other
    room = kept_size if sign == kept_sign else 0
    return first < kept + kept_size + room and first + size > kept - room
