"""Names: who is meant by the words before a colon, and which words before a colon are no name."""

from __future__ import annotations

import re

_LONGEST = 60
_MOST_WORDS = 6
_PARTICLES = frozenset(
    {"al", "and", "bin", "da", "de", "del", "der", "di", "dos", "du", "el", "la", "le", "of"}
    | {"ten", "the", "van", "von", "y", "zu"}
)
_NO_NAMES = frozenset(
    {"action", "actions", "agenda", "answer", "attendees", "date", "decision", "duration", "edited"}
    | {"end", "example", "file", "http", "https", "kind", "language", "link", "location", "note"}
    | {"notes", "organizer", "participants", "ps", "question", "re", "recording", "reminder"}
    | {"start", "subject", "summary", "time", "title", "todo", "topic", "transcript", "update"}
    | {"warning", "when", "where", "action item", "action items", "meeting id", "next steps"}
)
_FORBIDDEN = re.compile(r'[?!;"“”=<>{}|\\]|\.\s+[a-z]|://')
_LABEL = re.compile(r"speaker[ _-]?\w{1,3}|unknown speaker|guest[ _-]?\d*", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d ()*xX.-]{7,20}")
_LEADING = re.compile(r"^(?:>>+|[-–—•*])\s*")


def name_in(words: str) -> str:
    """The speaker's name that `words` are, cleaned; empty where they are no name.

    A name has few words, each with a capital (or of a script without any), like "Ada van der Moss"
    and "Ada Moss (Guest)"; a label like "speaker 2", a telephone number or an address will do.
    """
    name = _LEADING.sub("", " ".join(words.split())).strip("[]*_ ")
    if not name or len(name) > _LONGEST or _FORBIDDEN.search(name) or name.lower() in _NO_NAMES:
        return ""
    if _LABEL.fullmatch(name) or _PHONE.fullmatch(name):
        return name
    words_of_name = name.replace("(", " ").replace(")", " ").split()
    if len(words_of_name) > _MOST_WORDS or not _is_capital(words_of_name):
        return ""
    return name


def _is_capital(words: list[str]) -> bool:
    outer = [word for word in words if word.lower() not in _PARTICLES]
    return bool(outer) and all(_begins_a_name(word) for word in outer)


def _begins_a_name(word: str) -> bool:
    """A capital, a letter of a script without any, a number, an address, or (she/her)."""
    letter = word.lstrip("'’\"-&")[:1]
    if not letter:
        return word in {"&", "-"}
    return (
        not letter.islower() or "@" in word or "/" in word or word[1:2] in {"'", "’"}
    ) and letter.isalnum()
