"""Persons: one person is one speaker, however their name is spelled from one line to the next."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from workers.transcripts.speakers.vocabulary import BADGES, CREDENTIALS, PRONOUNS

_LAST_BRACKET = re.compile(r"[(\[（]([^()\[\]（）]{1,40})[)\]）]$")
_BEFORE_NUMBER = re.compile(r"(?<=[^\W\d_]) (?=\d{1,3}$)")
_PRONOUN_SPLIT = re.compile(r"[/,|\s]+")


def unite_spellings(labels: Iterable[str]) -> Mapping[str, str]:
    """Label -> the name that is shown: alike for all spellings of one person.

    Alike are capitals, spaces, badges such as `(Guest)` or `(she/her)`, and `Park, Lena` where
    there is a `Lena Park`, too. Shown is the longest plain form that stands in the file; a label
    that is spelled in one way only stays as it is.
    """
    spellings: dict[str, list[str]] = {}
    for label in dict.fromkeys(labels):
        spellings.setdefault(make_person_key(label), []).append(label)
    for key in list(spellings):
        turned = turn_round(key)
        if turned and turned in spellings:
            spellings[turned] += spellings.pop(key)
    return {label: _pick_shown(forms) for forms in spellings.values() for label in forms if label}


@lru_cache(maxsize=1 << 14)
def make_person_key(label: str) -> str:
    """What two spellings of one person have in common."""
    plain = unicodedata.normalize("NFKC", strip_badges(label))  # wide letters are letters, too
    return _BEFORE_NUMBER.sub("", " ".join(plain.casefold().split()))


def strip_badges(label: str) -> str:
    """The name without what programs add behind it; a label that is all badge stays."""
    name = label.strip()
    while (found := _LAST_BRACKET.search(name[-44:])) and _is_badge(found[1]):
        shorter = name[: len(name) - len(found[0])].rstrip()
        if not shorter:
            break
        name = shorter
    return name


def turn_round(name: str) -> str:
    """`park, lena` as `lena park`; empty where the comma does not part a name."""
    last, comma, first = name.partition(",")
    first = first.strip()
    words = first.replace(".", "").casefold().split()
    if not comma or not words or "," in first or len(words) > 3 or CREDENTIALS.intersection(words):
        return ""
    return f"{first} {last.strip()}"


def _is_badge(words: str) -> bool:
    words = words.strip().casefold()
    parts = [part for part in _PRONOUN_SPLIT.split(words) if part]
    return words in BADGES or (bool(parts) and all(part in PRONOUNS | BADGES for part in parts))


def _pick_shown(forms: list[str]) -> str:
    if len(forms) == 1:
        return forms[0]
    plain = list(dict.fromkeys(map(strip_badges, forms)))
    straight = [form for form in plain if not turn_round(form)] or plain
    return max(straight, key=lambda form: (form != form.lower(), form != form.upper(), len(form)))
