"""Written: tokens as words, with the time at which each is likely said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from workers.engines.local.sound import RATE, Samples
from workers.engines.local.words import Word
from workers.engines.local.words.tokens import TokenTexts

_FRAME = RATE // 50
_LETTER = re.compile(r"\w")
"""A comma on its own is no word."""
_QUIET_DB = -30.0
"""So far below the loudest parts, nobody speaks."""


def make_words(
    tokens: Sequence[int], chances: Sequence[float], table: TokenTexts, samples: Samples
) -> list[Word]:
    """The words of a text that was heard in `samples`, times from their start.

    A word's chance is the mean of its tokens'. The recogniser tells no times: each word takes of
    what is loud in the samples the share that its letters have of the text's.
    """
    groups: list[list[int]] = []
    for place, token in enumerate(tokens):
        if not groups or table.begins_word(token):
            groups.append([])
        groups[-1].append(place)
    texts = [table.write([tokens[place] for place in group]) for group in groups]
    sure = [fmean(chances[place] for place in group) for group in groups]
    found = [
        (text, chance) for text, chance in zip(texts, sure, strict=True) if _LETTER.search(text)
    ]
    ends = list(accumulate(len(text) + 1 for text, _ in found))
    times_s = _spread(samples, np.array([0, *ends]) / ends[-1]) if ends else []
    return [
        Word(text, start_s, end_s, round(chance, 3))
        for (text, chance), start_s, end_s in zip(found, times_s, times_s[1:], strict=False)
    ]


def _spread(samples: Samples, shares: NDArray[np.float64]) -> list[float]:
    """The times, in seconds, until which these shares of what is loud are over."""
    samples = np.pad(samples, (0, max(0, _FRAME - len(samples))))
    frames = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME)
    level_db = 10 * np.log10(np.mean(frames**2, axis=1) + 1e-10)
    loud = level_db > np.percentile(level_db, 95) + _QUIET_DB
    passed = np.concatenate([[0], np.cumsum(loud)]) / max(1, loud.sum())
    times = np.interp(shares, passed, np.arange(len(passed)))
    return [round(float(one) * _FRAME / RATE, 3) for one in times]
