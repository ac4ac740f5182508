"""Colours of the light and the dark card.

The five voices were searched for: each stands at 3:1 or more against its card, any two differ
under normal sight and the three colour-blindnesses, and no two have the same lightness, so that
they differ in grey print too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one card, as #RRGGBB."""

    card: str
    ink: str
    muted: str
    grid: str
    border: str
    warm: str
    """Ground of the negative zone. No red and green: those two are not told apart by many."""
    cool: str
    """Ground of the positive zone."""
    others: str
    """Lines in the background of a small panel."""
    voices: tuple[str, ...]

    def colour(self, ink: int | None) -> str:
        """Of the voice with this place in the palette; of several together where it has none."""
        return self.muted if ink is None else self.voices[ink]


LIGHT = Theme(
    card="#FFFFFF",
    ink="#1D2129",
    muted="#59606B",
    grid="#DDE1E6",
    border="#C9CED6",
    warm="#FFF4EB",
    cool="#EDF5FF",
    others="#C3C9D1",
    voices=("#394C92", "#D56A00", "#058F49", "#B1326C", "#34221D"),
)
DARK = Theme(
    card="#1A1D21",
    ink="#F2F3F5",
    muted="#A9B0BA",
    grid="#353A42",
    border="#454B54",
    warm="#2A201A",
    cool="#18232E",
    others="#4C535D",
    voices=("#88AAD4", "#FFB54F", "#15A271", "#BE5C9F", "#F4DBB2"),
)
THEMES: Mapping[str, Theme] = {"light": LIGHT, "dark": DARK}

MARKERS = ("o", "s", "^", "D", "v")
"""One for each voice, so that colour is never the only thing that tells two lines apart."""

VOICES = len(MARKERS)


def choose_inks(speakers: Sequence[str], chosen: Mapping[str, int]) -> dict[str, int]:
    """A place in the palette for each speaker: the `chosen` one where it is still free.

    The others take free places in order of appearance; past five speakers places repeat.
    """
    taken: dict[str, int] = {}
    for speaker in speakers:
        place = chosen.get(speaker, -1) % VOICES
        if speaker in chosen and place not in taken.values():
            taken[speaker] = place
    for speaker in speakers:
        if speaker not in taken:
            taken[speaker] = _freest(list(taken.values()))
    return {speaker: taken[speaker] for speaker in speakers}


def _freest(used: list[int]) -> int:
    return min(range(VOICES), key=lambda place: (used.count(place), place))
