"""Names: whether some words look like somebody's name, whatever stands beside them."""

from __future__ import annotations

import re
from functools import lru_cache

from workers.transcripts.speakers.vocabulary import FUNCTION_WORDS, NEVER, PARTICLES, TOPICS

_NO_NAMES = NEVER | TOPICS | FUNCTION_WORDS
_LONGEST = 60
_MOST_WORDS = 6
_FORBIDDEN = re.compile(r'[?!:;"“”=<>{}|\\]|\.\s+[a-z]|://')
_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d|\d{4}-\d\d"
    r"|\b(?:19|20)\d\d$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"speaker[ _-]?\w{1,3}|unknown speaker|guest[ _-]?\d*", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d ()*xX.-]{7,20}")
_LEADING = re.compile(r"^(?:>>+|[-–—•*])\s*")
_BRACKETED = re.compile(r"\[([^\[\]]*)\]")


@lru_cache(maxsize=1 << 14)
def name_in(words: str) -> str:
    """The speaker's name that `words` are, cleaned; empty where they are no name.

    A name has few words, each with a capital (or of a script without any), like "Ada van der Moss"
    and "Ada Moss (Guest)"; a label like "speaker 2", a telephone number or an address will do.
    """
    name = _LEADING.sub("", " ".join(words[: 4 * _LONGEST].split())).strip("*_ ")
    if whole := _BRACKETED.fullmatch(name):
        name = whole[1].strip()
    if not name or len(name) > _LONGEST or _FORBIDDEN.search(name):
        return ""
    if len(name) > 1 and name.lower() in _NO_NAMES:
        return ""
    if _LABEL.fullmatch(name) or _PHONE.fullmatch(name):
        return name
    words_of_name = re.sub(r"[()\[\]]", " ", name).split()
    if not words_of_name or is_date(name):
        return ""
    return name if len(words_of_name) <= _MOST_WORDS and _is_capital(words_of_name) else ""


def ends_a_sentence(words: str) -> bool:
    """Whether these words end as sentences do."""
    return words.endswith((".", "!", "?", ",", "…", "。", "！", "？"))


def is_date(words: str) -> bool:
    """Whether a day stands among these words, or a year at their end."""
    return _DATE.search(words) is not None


def _is_capital(words: list[str]) -> bool:
    outer = [word for word in words if word.lower() not in PARTICLES]
    with_letters = [word for word in outer if any(map(str.isalnum, word))]
    return bool(with_letters) and all(_begins_a_name(word) for word in outer)


def _begins_a_name(word: str) -> bool:
    """A capital, a letter of a script without any, a number, an address, (she/her), a picture."""
    letter = word.lstrip("'’\"-&")[:1]
    if not letter:
        return word in {"&", "-"}
    if not letter.isalnum():
        return not word.isascii()  # people put pictures beside their names
    return not letter.islower() or "@" in word or "/" in word or word[1:2] in {"'", "’"}
