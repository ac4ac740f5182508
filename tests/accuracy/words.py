"""Word errors, counted as everybody does: without capitals, commas and ways to write numbers."""

from __future__ import annotations

import re
from typing import NamedTuple

import jiwer

_NUMBERS = {"1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "10": "ten"}


class WordErrors(NamedTuple):
    """How many words there are, and what was done to them."""

    words: int
    substituted: int
    deleted: int
    inserted: int

    @property
    def percent(self) -> float:
        return 100 * (self.substituted + self.deleted + self.inserted) / max(1, self.words)

    def add(self, others: WordErrors) -> WordErrors:
        return WordErrors(*(mine + its for mine, its in zip(self, others, strict=True)))

    def __str__(self) -> str:
        return (
            f"{self.percent:.1f} ({self.substituted} wrong, {self.deleted} left out, "
            f"{self.inserted} added of {self.words})"
        )


def plain(text: str) -> str:
    """The words alone."""
    words = re.sub(r"[^a-z0-9 ]", " ", text.lower().replace("'", "").replace("’", "")).split()
    return " ".join(_NUMBERS.get(word, word) for word in words)


def count_errors(truth: str, heard: str) -> WordErrors:
    found = jiwer.process_words(plain(truth), plain(heard))
    return WordErrors(
        len(plain(truth).split()), found.substitutions, found.deletions, found.insertions
    )
