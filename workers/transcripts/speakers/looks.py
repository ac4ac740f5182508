"""Looks: what a label looks like by itself, whatever file it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise

from workers.transcripts.speakers.labels import Label
from workers.transcripts.speakers.names import is_date, name_in
from workers.transcripts.speakers.persons import strip_badges
from workers.transcripts.speakers.vocabulary import (
    DAYS,
    FUNCTION_WORDS,
    NEVER,
    PARTICLES,
    PLACES,
    QUESTION_WORDS,
    SHORT_WORDS,
    TITLED,
    TOPICS,
)

_SPEAKER = re.compile(
    r"(?:speaker|spk|ch|channel|voice|spkr|participant|person|s|user|agent|caller|sprecher|locuteur"
    r"|hablante|話者|发言人|說話者|说话人|参加者|참석자|화자)[ _-]?\w{0,6}",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(\[][^()\[\]]{0,60}[)\]]")
_COUNTED = re.compile(r"[^\W\d_]{3,12} (?:no\.? ?|#)?\d{1,3}")
_VERBS = (" is", " are", " was", " were")
_SIGNS = "()[]<>{}\"'“”‘’.,!&|/*_-–—"


class Looks(Enum):
    """What a label looks like, alone."""

    NUMBERED = auto()  # speaker 1, spk_0, a telephone number, an address
    FULL_NAME = auto()  # Lena Park
    ONE_NAME = auto()  # Lena
    HANDLE = auto()  # sam_dev, iPhone, Lena | Acme
    SMALL = auto()  # lena park
    SENTENCE_CASE = auto()  # Key point
    DAY = auto()  # Sunday
    HEADING = auto()  # Conclusion, Plan B
    NEVER = auto()  # Action items
    PROSE = auto()  # he said


def look_at(label: Label) -> Looks:
    """What a label looks like without its file."""
    return _look_at_name(label.name, colon=label.colon)


@lru_cache(maxsize=1 << 14)
def _look_at_name(name: str, *, colon: bool) -> Looks:
    name = strip_badges(name)
    plain = name.casefold().strip(_SIGNS + " ")
    if plain in NEVER:
        return Looks.NEVER
    if is_numbered(name) or (name_in(name) and "@" in name):
        return Looks.NUMBERED
    if ":" in name:
        return _look_at_both(name)
    if not colon and not name_in(name):
        return Looks.PROSE
    if plain in DAYS:
        return Looks.DAY
    return _look_at_words(name, plain)


def _look_at_words(name: str, plain: str) -> Looks:
    raw = _BRACKETED.sub(" ", name).split() or name.split()
    words = [word.strip(_SIGNS) for word in raw]
    lowered = [word.casefold() for word in words if word]
    counted = bool(lowered) and lowered[0] in TITLED and len(words) < 4
    counted &= not (name.isupper() and lowered[0] == "the")  # THE COURT, THE WITNESS
    if _COUNTED.fullmatch(plain) and not TITLED.isdisjoint(lowered[:1]):
        return Looks.NEVER  # what is counted recurs, too
    counted &= not name.endswith(_VERBS)  # The point is
    if plain in TOPICS or counted or is_date(name):
        return Looks.HEADING
    if _is_prose(raw, lowered):
        return Looks.PROSE
    if 1 < len(words) < 4 and raw[-1].casefold() in TOPICS | NEVER:
        return Looks.SENTENCE_CASE
    return _look_at_letters(name, words)


def is_numbered(name: str) -> bool:
    """Whether programs give this label: `speaker 1`, `spk_0`, `ch_0`, a telephone number."""
    if name.isascii() and any(map(str.isdigit, name)) and not any(map(str.isalpha, name)):
        return sum(map(str.isdigit, name)) > 5
    if _SPEAKER.fullmatch(name) is None:
        return False
    return any(map(str.isdigit, name)) or name.casefold().startswith(("speaker", "spk"))


def _look_at_letters(name: str, words: Sequence[str]) -> Looks:
    with_letters = [word for word in words if any(map(str.isalpha, word))]
    if not with_letters:
        return Looks.HANDLE
    outer = [word for word in with_letters if word.casefold() not in PARTICLES]
    decorated = any(sign in name for sign in '|<>{}[]_;?!"“”\\=') or any(map(str.isdigit, name))
    if name_in(name):
        if len(outer) > 1 or name_in(name) != name:
            return Looks.FULL_NAME
        return Looks.HANDLE if decorated else Looks.ONE_NAME
    inner_capital = any(word[1:] != word[1:].lower() for word in with_letters)
    if decorated or inner_capital:
        return Looks.HANDLE
    if with_letters[0][:1].islower():
        return Looks.SMALL
    return Looks.SENTENCE_CASE


def _is_prose(raw: Sequence[str], lowered: Sequence[str]) -> bool:
    """Several words, among them such as make a sentence, or many without a capital."""
    titled = sum(word[:1].isupper() for word in raw) > 2
    linking = PARTICLES | SHORT_WORDS if titled else PARTICLES
    small = [word for word in raw if word[:1].islower() and word not in linking]
    telling = (FUNCTION_WORDS - linking).intersection(map(str.casefold, raw))
    if telling and len(raw) > 1 and any(word[:1].islower() for word in raw):
        return True
    if len(raw) > 1 and raw[0].casefold() in QUESTION_WORDS:
        return True
    if len(raw) == 1 and lowered and len(raw[0]) > 1 and lowered[0] in FUNCTION_WORDS:
        return True
    return len(small) > 2 or any(
        word.endswith((".", "?", "!", ",")) and after[:1].islower()
        for word, after in pairwise(raw)
        if len(word) > 3
    )


def _look_at_both(name: str) -> Looks:
    """A label with a colon in it is a place and a full name, or it is two."""
    place, _, person = name.partition(":")
    names_a_place = any(map(str.isdigit, place)) or place.isupper()
    names_a_place |= not PLACES.isdisjoint(place.casefold().split())
    full = ":" not in person and look_at(Label(person.strip(), "")) is Looks.FULL_NAME
    return Looks.FULL_NAME if names_a_place and full else Looks.PROSE
