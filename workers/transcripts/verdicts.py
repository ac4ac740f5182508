"""Verdicts: which labels of a file are speakers, by their looks and by the company they keep.

A label that recurs is a speaker, whatever it looks like; a full name is one at once. What opens a
sentence or heads a note is nobody. Between them lies what might be somebody: where (nearly)
everything in a file begins with a label it is a speaker, elsewhere somebody unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from workers.transcripts.labels import Label
from workers.transcripts.names import is_date, name_in
from workers.transcripts.persons import make_person_key, strip_badges
from workers.transcripts.vocabulary import (
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

_EVERY = 0.75
"""The share of stretches with a label from which a file has the habit of labelling all."""
_SPEAKER = re.compile(
    r"(?:speaker|spk|ch|channel|voice|spkr|participant|person|s|user|agent|caller|sprecher|locuteur"
    r"|hablante|話者|发言人|說話者|说话人|参加者|참석자|화자)[ _-]?\w{0,6}",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(\[][^()\[\]]{0,60}[)\]]")
_SIGNS = "()[]<>{}\"'“”‘’.,!&|/*_-–—"


class Verdict(Enum):
    """What a label is."""

    SPEAKER = auto()
    UNKNOWN = auto()
    NOBODY = auto()


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


_HEADINGS = frozenset({Looks.HEADING, Looks.NEVER})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is known of a file's labels, each as it stands there."""

    verdicts: Mapping[str, Verdict]
    seen: Counter[str]
    alone: frozenset[str]
    """Keys of the labels that nothing else with a colon follows somewhere."""

    def choose(self, labels: Sequence[Label]) -> Label | None:
        """The label among the ways to read one line.

        `Room 3: Lena Park: words` is said by `Room 3: Lena Park`, unless `Room 3` speaks elsewhere.
        """
        if len(labels) == 2 and look_at(labels[1]) is Looks.FULL_NAME:
            return labels[0] if make_person_key(labels[0].name) in self.alone else labels[1]
        return labels[0] if labels else None

    def is_known(self, label: Label) -> bool:
        """Whether this label is beyond doubt a speaker, by its own looks or because it recurs."""
        return _is_certain(look_at(label), self.seen[make_person_key(label.name)])


def judge_labels(
    candidates: Sequence[Sequence[Label]], *, stretches: int, in_cues: bool
) -> Judgement:
    """The verdict on every label that `candidates` (of each stretch, the shortest first) hold.

    `stretches` is how many cues or lines could have had one.
    """
    seen = Counter(make_person_key(one.name) for labels in candidates for one in labels)
    looks = {one.name: look_at(one) for labels in candidates for one in labels}
    openers = [labels[0].name for labels in candidates if labels]
    company = _keep_company(openers, looks, seen, stretches, in_cues=in_cues)
    verdicts = {
        name: _judge(look, seen[make_person_key(name)], company) for name, look in looks.items()
    }
    if Verdict.SPEAKER not in verdicts.values() and company.every_is_labelled:
        topics = {name for name in openers if looks[name] is Looks.HEADING}
        if len(topics) > 1:  # an interview: `Question:` and `Answer:`
            verdicts |= dict.fromkeys(topics, Verdict.SPEAKER)
    alone = frozenset(make_person_key(labels[0].name) for labels in candidates if len(labels) == 1)
    return Judgement(verdicts, seen, alone)


class _Company(NamedTuple):
    """What the other labels of a file tell about one that stands there once."""

    every_is_labelled: bool
    """(Nearly) every stretch begins with a label."""
    has_one_names: bool
    """Speakers are called by one name, or nobody is certain to be called anything else."""
    in_cues: bool
    headings: int
    """Labels that are nobody, among lines."""


def _keep_company(
    openers: Sequence[str],
    looks: Mapping[str, Looks],
    seen: Counter[str],
    stretches: int,
    *,
    in_cues: bool,
) -> _Company:
    headings = _HEADINGS if in_cues else _HEADINGS | {Looks.SENTENCE_CASE}
    likely = sum(looks[name] not in headings | {Looks.PROSE} for name in openers)
    certain = {name for name in openers if _is_certain(looks[name], seen[make_person_key(name)])}
    return _Company(
        every_is_labelled=likely >= _EVERY * max(1, stretches),
        has_one_names=not certain or any(looks[name] is Looks.ONE_NAME for name in certain),
        in_cues=in_cues,
        headings=0 if in_cues else sum(looks[name] in headings for name in openers),
    )


def _judge(look: Looks, count: int, company: _Company) -> Verdict:
    if _is_certain(look, count):
        return Verdict.SPEAKER
    if look in {Looks.PROSE, Looks.NEVER, Looks.HEADING}:
        return Verdict.NOBODY
    if company.every_is_labelled and (look is not Looks.DAY or company.in_cues):
        return Verdict.SPEAKER
    if look is Looks.ONE_NAME and company.headings < (2 if company.has_one_names else 1):
        return Verdict.SPEAKER
    like_others = look is Looks.ONE_NAME and company.has_one_names
    if look in {Looks.DAY, Looks.SENTENCE_CASE} or (company.headings > 1 and not like_others):
        return Verdict.NOBODY
    return Verdict.UNKNOWN


def _is_certain(look: Looks, count: int) -> bool:
    if look in {Looks.NUMBERED, Looks.FULL_NAME}:
        return True
    return count > 1 and look not in {Looks.PROSE, Looks.NEVER}


def look_at(label: Label) -> Looks:
    """What a label looks like without its file."""
    return _look_at_name(label.name, colon=label.colon)


@lru_cache(maxsize=4096)
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
