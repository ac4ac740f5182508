"""Word pieces: text cut into the pieces that the encoder knows, as BERT's uncased vocabulary does.

Words are lower-cased and lose their accents, every sign stands alone, and a word that is not in
the vocabulary is spelt with the longest pieces that are. Training and scoring share this file, so
that they can never read the same words differently.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

LONGEST_WORD = 100
"""Letters; a longer run is no word (a hash, a pasted key) and is one unknown piece."""
KNOWN_WORDS = 20_000
"""Words whose pieces are kept, so that a long meeting does not spell `the` a thousand times."""

_WORD_OR_SIGN = re.compile(r"[^\W_]+|[^\s]")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "–": "-", "—": "-"})


class WordPieces:
    """Cuts text into piece numbers by one vocabulary (its lines, in order)."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._number = {piece: number for number, piece in enumerate(vocabulary)}
        self.opening = self._number["[CLS]"]
        self.closing = self._number["[SEP]"]
        self.unknown = self._number["[UNK]"]
        self._spelt: dict[str, list[int]] = {}

    def cut(self, text: str) -> list[int]:
        """The numbers of the pieces of `text`, without the opening and the closing one."""
        return [piece for word in split_words(text) for piece in self._spell(word)]

    def _spell(self, word: str) -> list[int]:
        spelt = self._spelt.get(word)
        if spelt is None:
            spelt = self._find_longest(word) if len(word) <= LONGEST_WORD else [self.unknown]
            if len(self._spelt) < KNOWN_WORDS:
                self._spelt[word] = spelt
        return spelt

    def _find_longest(self, word: str) -> list[int]:
        pieces: list[int] = []
        start = 0
        while start < len(word):
            inside = "##" if start else ""
            end = len(word)
            while end > start and inside + word[start:end] not in self._number:
                end -= 1
            if end == start:
                return [self.unknown]
            pieces.append(self._number[inside + word[start:end]])
            start = end
        return pieces


def split_words(text: str) -> list[str]:
    """The words and signs of `text`, lower-cased, without accents and control characters."""
    plain = text.translate(_STRAIGHT).lower()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFD", plain) if _is_written(c))
    return _WORD_OR_SIGN.findall(plain)


def _is_written(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind != "Mn" and (kind[0] != "C" or character.isspace())
