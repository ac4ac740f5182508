"""Scorer: words to polarity, under the name that travels with every meeting it has scored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scorer:
    """`name` has the version in it; `fell_back` where a better scorer was wanted and not there."""

    name: str
    weigh: Callable[[str], float]
    fell_back: bool = False

    def score(self, text: str) -> float | None:
        """The polarity of `text` in [-1, 1]; None where there is nothing to go by."""
        return round(self.weigh(text), 4) if any(map(str.isalnum, text)) else None
