"""Words: what is said in each turn, by whichever recogniser there is."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from workers.engines.local.sound import Samples


class Word(NamedTuple):
    """One recognised word, in seconds from the start of what the recogniser was given."""

    text: str
    start_s: float
    end_s: float


class Recogniser(Protocol):
    """Turns one stretch of 16 kHz sound into words. Lives in a child process, one for each core."""

    def words(self, samples: Samples) -> list[Word]: ...
