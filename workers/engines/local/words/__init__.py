"""Words: what is said in each turn, by whichever recogniser there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from workers.engines.local.sound import Samples

ENGLISH = "en"


class Word(NamedTuple):
    """One recognised word, in seconds from the start of what the recogniser was given.

    `chance` is how likely the recogniser holds it to be right, 0 to 1.
    """

    text: str
    start_s: float
    end_s: float
    chance: float = 1.0


class HeardWords(NamedTuple):
    """The words of one stretch; `dropped` where what was heard cannot be what anybody said.

    `language` is the one they are in, in two letters.
    """

    words: list[Word]
    dropped: bool = False
    language: str = ENGLISH


class Recogniser(Protocol):
    """Turns stretches of 16 kHz sound into words. Lives in a child process, one for each core."""

    def hear(self, stretches: Sequence[Samples]) -> list[HeardWords]:
        """What is said in each of these, which are of like length."""
        ...
