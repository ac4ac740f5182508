"""Guards: what a recogniser writes when it hears no words, and nobody has said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workers.engines.local.words import Word
from workers.transcripts.speech.inventions import is_invention

_WORDS_A_SECOND, _WORDS_MORE = 5.0, 2
"""More than this nobody says."""
_CIRCLES = ((1, 6), (2, 4), (5, 3))
"""A phrase of at least so many tokens, said so many times without anything between, is a circle."""
_LONGEST = 24
_ALONE = re.compile(r"you\W*", re.IGNORECASE)
_FOREIGN = re.compile(r"[^\W\d_a-zA-ZÀ-ÿ]")
"""Letters of other writings: a network that knows English only takes to them where it is lost."""


def goes_in_circles(tokens: Sequence[int]) -> bool:
    """Whether a text ends in the same phrase over and over."""
    return any(
        _ends_in_circle(tokens, length, _times(length))
        for length in range(1, min(_LONGEST, len(tokens) // _times(_LONGEST)) + 1)
    )


def can_be_said(words: Sequence[Word], length_s: float) -> bool:
    """Whether these are English words that somebody may say, and no more than fit into that time.

    A tone of some tenths of a second is heard as "You", and silence at the end of a video as thanks
    for watching it.
    """
    text = " ".join(word.text for word in words)
    if _ALONE.fullmatch(text) or is_invention(text) or _FOREIGN.search(text):
        return False
    return len(words) <= _WORDS_A_SECOND * length_s + _WORDS_MORE


def _times(length: int) -> int:
    return next(times for least, times in reversed(_CIRCLES) if length >= least)


def _ends_in_circle(tokens: Sequence[int], length: int, times: int) -> bool:
    end = list(tokens[-length * times :])
    return len(end) == length * times and end == end[:length] * times
