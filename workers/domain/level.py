"""Level: how what somebody said was worded on the whole, in a word."""

from __future__ import annotations

from enum import StrEnum

HALF = 0.5
BOTH = 0.4
"""Of the words, from which on each side is too much to be passed over in the name of the other."""


class Level(StrEnum):
    """By words, and about words: never what somebody is like."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"
    MIXED = "mixed"


def find_level(positive: float, negative: float) -> Level:
    """The level of what has these shares (0 to 1) of positive and of negative words."""
    if min(positive, negative) >= BOTH:
        return Level.MIXED
    if positive >= HALF:
        return Level.POSITIVE
    if negative >= HALF:
        return Level.NEGATIVE
    return Level.NEUTRAL if positive + negative < HALF else Level.MIXED
