"""The same words as other people say them, and about other people: one epoch's copy of the rows.

A recogniser gives no capitals and no signs, speakers hesitate, and no score may hang on who is
spoken of or on whose English it is. So all of that is changed at random, never with the label.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence

from tools.polarity.people import GENDERED, KINDS, NAMES
from tools.polarity.sources import Row

JOINED, HESITANT, PLAIN, DIALECT = 0.05, 0.18, 0.40, 0.10
"""How much of an epoch is changed in each way; people are swapped in all of it."""
WRITTEN_COPIES = 4
"""Times that an epoch holds each sentence that was written by hand: there are few of them."""

_OPENERS = (
    *("so", "well", "yeah", "okay so", "I mean", "um", "uh so", "and", "but", "you know"),
    *("I think", "to be honest", "actually", "right", "from my side", "on our end", "look"),
    *("just so you know", "like I said", "hey", "anyway", "oh", "basically", "the thing is"),
)
_TAILS = (
    *("I think", "to be honest", "right now", "at the moment", "you know", "I guess", "so yeah"),
    *("for us", "if you ask me", "as well", "as far as I can tell", "by the way", "at least"),
)
_FILLERS = ("um", "uh", "you know", "I mean", "like", "so", "well", "sort of", "yeah", "er")
_QUESTION = re.compile(
    r"(why|how|what|who|when|where|which|can|could|did|do|does|is|are|shall|should|have|has|any)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b(" + "|".join(NAMES) + r")\b")
_OTHERS = {word.lower(): kind for kind in KINDS for word in kind}
_GENDERS = {one: other for pair in GENDERED for one, other in (pair, pair[::-1])}
_PEOPLE = re.compile(r"\b(" + "|".join([*_OTHERS, *_GENDERS]) + r")\b", re.IGNORECASE)
_DIALECTS: tuple[tuple[tuple[str, str], ...], ...] = (
    (
        (r"\b(isn't|aren't|am not|hasn't|haven't)\b", "ain't"),
        (r"\b(\w{3,})ing\b", r"\1in"),
        (r"\b(he|she|it)'s (\w+in)\b", r"\1 \2"),
        (r"\byou all\b|\beveryone\b", "y'all"),
        (r"\b(we|they)'re\b", r"\1"),
        (r"\bdoesn't\b", "don't"),
    ),
    (
        (r"\bgoing to\b", "gonna"),
        (r"\bwant to\b", "wanna"),
        (r"\b(have|has) got to\b|\bhave to\b", "gotta"),
        (r"\bfor\b", "fer"),
        (r"\bmy\b", "me"),
        (r"^(.*?)[.]?$", r"\1 innit"),
    ),
    (
        (r"\b(will|am|is|are) (?=\w+ing\b)", r"\1 only "),
        (r"^(please )?(?=check|send|share|look|update|fix)", "kindly "),
        (r"\btoday\b", "today itself"),
        (r"\bdiscuss\b", "discuss about"),
        (r"^(.*?)[.]?$", r"\1 only, isn't it"),
    ),
    (
        (r"\b(is|are|was) (?=\w+)", ""),
        (r"\bthe (?=\w+)", ""),
        (r"\ba (?=\w+)", ""),
        (r"^(.*?)[.]?$", r"\1 lah"),
    ),
    (
        (r"\b(don't|do not) know\b", "dinnae ken"),
        (r"\b(isn't|is not)\b", "isnae"),
        (r"\b(can't|cannot)\b", "cannae"),
        (r"\b(little|small)\b", "wee"),
        (r"\byes\b|\byeah\b", "aye"),
    ),
)
"""A few marks of African American, London, Indian, Singaporean and Scottish English."""


def augment(rows: Sequence[Row], chance: random.Random) -> list[Row]:
    """One epoch's rows: all of them, what was written by hand several times, changed at random."""
    alike = defaultdict(list)
    for row in rows:
        alike[row.source, row.sign].append(row.text)
    return [
        Row(_change(row, alike, chance), row.share, row.sign, row.source)
        for row in rows
        for _ in range(WRITTEN_COPIES if row.source == "written" else 1)
    ]


def _change(row: Row, alike: dict[tuple[str, int | None], list[str]], chance: random.Random) -> str:
    text = row.text
    if row.source != "goemotions":
        text = _begin_and_end(text, row.sign, chance)
    text = swap_people(text, chance)
    if chance.random() < DIALECT:
        text = speak_otherwise(text, chance)
    if row.sign is not None and chance.random() < JOINED:
        others = alike[row.source, row.sign]
        text = " ".join([text, *(chance.choice(others) for _ in range(chance.randint(1, 2)))])
    if chance.random() < HESITANT:
        text = _hesitate(text, chance)
    return write_plainly(text) if chance.random() < PLAIN else text


def write_plainly(text: str) -> str:
    """`text` as a recogniser writes it: in small letters, without signs but the apostrophe."""
    text = re.sub(r"[^a-z0-9' ]+", " ", text.lower().replace("’", "'").replace("-", " "))
    return " ".join(re.sub(r"(?<![a-z])'|'(?![a-z])", " ", text).split()) or "uh"


def swap_people(text: str, chance: random.Random) -> str:
    """`text` about somebody else: another name, gender, nation, creed or kind of people."""
    turned = chance.random() < 0.5

    def swap(match: re.Match[str]) -> str:
        word = match[0]
        other = _GENDERS.get(word.lower()) if turned else None
        if word.lower() in _OTHERS:
            other = chance.choice(_OTHERS[word.lower()])
        if other is None:
            return word
        return other[0].upper() + other[1:] if word[0].isupper() else other

    text = _NAME.sub(lambda _: chance.choice(NAMES), text)
    return _PEOPLE.sub(swap, text)


def speak_otherwise(text: str, chance: random.Random) -> str:
    """`text` with a few marks of another English."""
    for pattern, instead in chance.choice(_DIALECTS):
        if chance.random() < 0.7:
            text = re.sub(pattern, instead, text, flags=re.IGNORECASE)
    return text


def _begin_and_end(text: str, sign: int | None, chance: random.Random) -> str:
    """`text` with words before and after it that say nothing, as in talk."""
    if len(text.split()) < 4:
        return text
    if chance.random() < 0.3:
        first = text if text.startswith(("I ", "I'")) else text[0].lower() + text[1:]
        text = chance.choice(_OPENERS) + " " + first
    asked = _QUESTION.match(text) or text.endswith("?")
    if not asked and chance.random() < (0.2 if sign else 0.1):
        text = text.rstrip(".!") + " " + chance.choice(_TAILS)
    return text


def _hesitate(text: str, chance: random.Random) -> str:
    said = []
    for word in text.split():
        if chance.random() < 0.06:
            said.append(chance.choice(_FILLERS))
        said += [word] * (2 if chance.random() < 0.03 else 1)
    return " ".join(said)
