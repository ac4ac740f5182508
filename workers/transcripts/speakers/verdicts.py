"""Verdicts: which labels of a file are speakers, by their looks and by the company they keep.

A label that recurs is a speaker, whatever it looks like; a full name is one at once. What opens a
sentence or heads a note is nobody. Between them lies what might be somebody: where (nearly)
everything in a file begins with a label it is a speaker, elsewhere somebody unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from workers.transcripts.speakers.labels import Label
from workers.transcripts.speakers.looks import Looks, look_at
from workers.transcripts.speakers.persons import make_person_key

_EVERY = 0.75
"""The share of stretches with a label from which a file has the habit of labelling all."""


class Verdict(Enum):
    """What a label is."""

    SPEAKER = auto()
    UNKNOWN = auto()
    NOBODY = auto()


_HEADINGS = frozenset({Looks.HEADING, Looks.NEVER})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is known of a file's labels, each as it stands there."""

    verdicts: Mapping[str, Verdict]
    looks: Mapping[str, Looks]
    seen: Counter[str]
    alone: frozenset[str]
    """Keys of the labels that nothing else with a colon follows somewhere."""

    def choose(self, labels: Sequence[Label]) -> Label | None:
        """The label among the ways to read one line.

        `Room 3: Lena Park: words` is said by `Room 3: Lena Park`, unless `Room 3` speaks elsewhere.
        """
        if len(labels) == 2 and self._look(labels[1]) is Looks.FULL_NAME:
            return labels[0] if make_person_key(labels[0].name) in self.alone else labels[1]
        return labels[0] if labels else None

    def is_known(self, label: Label) -> bool:
        """Whether this label is beyond doubt a speaker, by its own looks or because it recurs."""
        return _is_certain(self._look(label), self.seen[make_person_key(label.name)])

    def _look(self, label: Label) -> Looks:
        return self.looks.get(label.name) or look_at(label)


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
    return Judgement(verdicts, looks, seen, alone)


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
    certain = {name for name in openers if _is_certain(looks[name], seen[make_person_key(name)])}
    likely = sum(name in certain or looks[name] not in headings | {Looks.PROSE} for name in openers)
    return _Company(
        every_is_labelled=likely >= _EVERY * max(1, stretches),
        has_one_names=not certain or any(looks[name] is Looks.ONE_NAME for name in certain),
        in_cues=in_cues,
        headings=0
        if in_cues
        else sum(looks[name] in headings and name not in certain for name in openers),
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
