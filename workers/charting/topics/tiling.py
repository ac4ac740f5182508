"""Where a meeting turns to something else, by which words come again and again at one time.

The cut that describes the words most briefly, each stretch with word frequencies of its own
(Utiyama and Isahara, 2001), found exactly by dynamic programming. It needs no training and no list
of topics.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from workers.charting.frames import Floats
from workers.charting.topics.words import sum_counts

MOST = 8
"""Stretches."""
SLICES = 60
"""Parts of the meeting of about as many words, between which it may be cut."""
SHORTEST = 4
"""Slices of a stretch."""
WORDS = 300
"""The words that are counted: those said most often."""
ORDERS = 19
BLOCK = 3
"""Slices that stay together when the order is drawn by lot: what was said within a minute or two
hangs together in any talk."""
LEAST_GAIN = 0.3
"""What is saved for each counted word where stretches have words of their own, in natural units. In
talks about one thing it is 0.05 to 0.15, in talks about several 0.45 and more."""


def cut_meeting(slices: Sequence[Counter[str]]) -> list[int]:
    """Before which slices the topic changes; none where stretches are not distinct.

    They are not where they save little, or random orders of the meeting fall apart as well.
    """
    counts = _count_common(slices)
    if len(slices) < 2 * SHORTEST or not counts.size:
        return []
    gain, cuts = _cut(counts)
    if gain < LEAST_GAIN * counts.sum():
        return []
    chance = np.random.default_rng(0)
    blocks = np.array_split(np.arange(len(slices)), max(len(slices) // BLOCK, 1))
    for _ in range(ORDERS):
        order = np.concatenate([blocks[place] for place in chance.permutation(len(blocks))])
        if _cut(counts[order])[0] >= gain:
            return []
    return cuts


def _count_common(slices: Sequence[Counter[str]]) -> Floats:
    """How often each slice has each of the commonest words that are said more than once."""
    whole = sum_counts(slices)
    # The word itself settles a draw, so that the same meeting always falls into the same parts.
    often = sorted(whole, key=lambda word: (-whole[word], word))[:WORDS]
    common = [word for word in often if whole[word] > 1]
    return np.array([[words[word] for word in common] for words in slices], dtype=float)


def _cut(counts: Floats) -> tuple[float, list[int]]:
    """The best cut: what is saved against one stretch, and before which slices it is."""
    size = len(counts)
    costs = _price_stretches(counts)
    # best[parts][end]: the cheapest way to have so many stretches up to there.
    best = np.full((MOST + 1, size + 1), np.inf)
    best[0, 0] = 0.0
    came = np.zeros((MOST + 1, size + 1), dtype=int)
    for parts in range(1, MOST + 1):
        ways = best[parts - 1][:, None] + costs
        came[parts], best[parts] = ways.argmin(axis=0), ways.min(axis=0)
    prices = best[1:, size] + np.log(max(counts.sum(), 1.0)) * np.arange(1, MOST + 1)
    parts = int(prices.argmin()) + 1
    cuts: list[int] = []
    end = size
    for left in range(parts, 1, -1):
        end = int(came[left, end])
        cuts.insert(0, end)
    return float(prices[0] - prices[parts - 1]), cuts


def _price_stretches(counts: Floats) -> Floats:
    """The price of each stretch by first slice and end; infinite where it is too short."""
    size, kinds = counts.shape
    sums = np.vstack([np.zeros(kinds), counts.cumsum(axis=0)])
    costs = np.full((size + 1, size + 1), np.inf)
    for first in range(size - SHORTEST + 1):
        here = sums[first + SHORTEST :] - sums[first]
        whole = here.sum(axis=1)
        costs[first, first + SHORTEST :] = whole * np.log(whole + kinds) - (
            here * np.log(here + 1.0)
        ).sum(axis=1)
    return costs
