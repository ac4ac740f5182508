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
    {"action", "actions", "agenda", "answer", "attachments", "attendees", "background", "bcc", "cc"}
    | {"cons", "context", "conclusion", "correct", "date", "deadline", "decision", "details"}
    | {"dialogue", "duration", "edited", "email", "end", "example", "file", "format", "from"}
    | {"goal", "goals", "http", "https", "important", "invited", "issue", "kind", "language"}
    | {"link", "location", "meaning", "note", "notes", "organizer", "owner", "participants"}
    | {"problem", "pros", "ps", "question", "re", "reason", "recording", "reminder", "result"}
    | {"risk", "risks", "same", "scope", "start", "status", "subject", "summary", "time", "title"}
    | {"to", "todo", "topic", "transcript", "update", "url", "warning", "when", "where"}
    | {"action item", "action items", "good news", "bad news", "meeting id", "next steps"}
    | {"good question", "quick question", "fun fact", "view recording"}
    | {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
    | {"today", "tomorrow", "yesterday", "yes", "no", "ok", "okay", "right", "well", "exactly"}
)
_OPENERS = frozenset(
    {"again", "also", "and", "another", "anyway", "basically", "because", "but", "finally", "first"}
    | {"firstly", "for", "he", "here", "how", "however", "if", "instead", "it", "its", "last"}
    | {"like", "once", "one", "or", "please", "plus", "second", "secondly", "she", "so", "some"}
    | {"that", "then", "there", "therefore", "these", "they", "third", "this", "those", "three"}
    | {"thus", "two", "we", "what", "which", "who", "why", "with", "you"}
)
"""What alone begins a sentence with a colon in it (`So: let's go`)."""
_TITLED = frozenset(
    {"chapter", "figure", "item", "one", "option", "part", "phase", "point", "section", "slide"}
    | {"step", "that", "the", "this"}
)
"""What begins a heading (`Step 1: wait`), and nobody's name."""
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


def name_in(words: str) -> str:
    """The speaker's name that `words` are, cleaned; empty where they are no name.

    A name has few words, each with a capital (or of a script without any), like "Ada van der Moss"
    and "Ada Moss (Guest)"; a label like "speaker 2", a telephone number or an address will do.
    """
    name = _LEADING.sub("", " ".join(words.split())).strip("*_ ")
    if whole := _BRACKETED.fullmatch(name):
        name = whole[1].strip()
    if not name or len(name) > _LONGEST or _FORBIDDEN.search(name):
        return ""
    if name.lower() in _NO_NAMES | _OPENERS:
        return ""
    if _LABEL.fullmatch(name) or _PHONE.fullmatch(name):
        return name
    words_of_name = re.sub(r"[()\[\]]", " ", name).split()
    if not words_of_name or words_of_name[0].lower() in _TITLED or _DATE.search(name):
        return ""
    return name if len(words_of_name) <= _MOST_WORDS and _is_capital(words_of_name) else ""


def _is_capital(words: list[str]) -> bool:
    outer = [word for word in words if word.lower() not in _PARTICLES]
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
