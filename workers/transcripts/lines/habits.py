"""Habits: whether a text names its speakers in heads, behind times or at the beginning of lines.

Where they stand in heads, a colon among the words below makes nobody, unless a head's own name
stands before it; so with lines without a time where the speakers' lines have one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workers.transcripts.lines.shapes import Shape
from workers.transcripts.speakers.labels import Label
from workers.transcripts.speakers.looks import Looks, look_at
from workers.transcripts.speakers.persons import make_person_key
from workers.transcripts.speakers.verdicts import Judgement, Verdict

_NAMES = frozenset({Looks.NUMBERED, Looks.FULL_NAME, Looks.ONE_NAME, Looks.DAY})

_MOST = 0.75
_NO_NAMES = frozenset({Looks.HEADING, Looks.NEVER, Looks.SENTENCE_CASE})
_TELLS = 4
"""So many lines with a name make a habit."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How the speakers of one text are told; keys are those of persons."""

    judgement: Judgement
    heads: frozenset[str]
    only_heads: bool
    stamped: frozenset[str]
    only_stamped: bool
    all_stamps_are_named: bool
    """(Nearly) every line with a time names who speaks, so that one without a name is nobody's."""

    all_lines_are_named: bool
    """(Nearly) every line begins with a speaker's name, so that another label is nobody's."""

    small: bool
    """Speeches begin with small letters, so that these tell of no sentence that goes on."""

    def takes_head(self, name: str) -> bool:
        """Whether a line with this name and a time is the head of a speech."""
        return make_person_key(name) in self.heads

    def judge(self, shape: Shape, label: Label) -> Verdict:
        """The verdict on a label by the habits of its file."""
        verdict = self.judgement.verdicts.get(label.name, Verdict.NOBODY)
        key = make_person_key(label.name)
        if self.only_heads and key not in self.heads:
            return Verdict.NOBODY
        if self.only_stamped and shape.start_s is None and key not in self.stamped:
            return Verdict.NOBODY
        return verdict

    def misses_a_name(self, shape: Shape, label: Label) -> bool:
        """Whether a name should stand where this label does, which is none."""
        if shape.start_s is None:
            return self.all_lines_are_named and look_at(label) in _NO_NAMES
        return self.all_stamps_are_named or (self.only_stamped and look_at(label) in _NO_NAMES)


def learn_habits(shapes: Sequence[Shape], judgement: Judgement) -> Habits:
    """The habits of a text, from all its lines."""
    seen = Counter(make_person_key(one.head) for one in shapes if one.head)
    heads = _find_heads(shapes, seen)
    in_heads = sum(seen[key] for key in heads)
    spoken = [
        (one, label)
        for one in shapes
        if (label := judgement.choose(one.labels))
        and judgement.verdicts.get(label.name) is Verdict.SPEAKER
    ]
    stamped = [label for one, label in spoken if one.start_s is not None]
    timed = sum(one.start_s is not None and bool(one.words or one.labels) for one in shapes)
    return Habits(
        judgement,
        heads,
        only_heads=in_heads > max(1, len(spoken)),
        stamped=frozenset(make_person_key(label.name) for label in stamped),
        only_stamped=len(stamped) > max(1, len(spoken) - len(stamped)),
        all_stamps_are_named=len(stamped) > max(1, _MOST * timed),
        small=2 * sum(label.words[:1].islower() for _, label in spoken) >= len(spoken),
        all_lines_are_named=_all_lines_are_named(shapes, len(spoken), judgement),
    )


def _all_lines_are_named(shapes: Sequence[Shape], spoken: int, judgement: Judgement) -> bool:
    lines = sum(not one.is_bare for one in shapes)
    others = sum(
        (label := judgement.choose(one.labels)) is not None and look_at(label) in _NO_NAMES
        for one in shapes
    )
    return spoken >= max(_TELLS, lines / 2) and spoken + others >= _MOST * lines


def _find_heads(shapes: Sequence[Shape], seen: Counter[str]) -> frozenset[str]:
    """The names in heads; beside some that are certain, what may be a name is one, too."""
    named = [one for one in shapes if one.head]
    certain = {
        make_person_key(one.head) for one in named if one.in_brackets or _is_head(one.head, seen)
    }
    if sum(seen[key] for key in certain) < 2:
        return frozenset(certain)
    likely = {make_person_key(one.head) for one in named if _may_be_a_head(one.head)}
    return frozenset(certain | likely)


def _may_be_a_head(name: str) -> bool:
    """A wrong name is a lesser evil than words that go to whoever spoke before."""
    look = look_at(Label(name, ""))
    short = look in {Looks.SMALL, Looks.SENTENCE_CASE} and len(name.split()) <= 3
    return short or look is Looks.HANDLE


def _is_head(name: str, seen: Counter[str]) -> bool:
    look = look_at(Label(name, ""))
    if look in _NAMES:
        return True
    return seen[make_person_key(name)] > 1 and look not in {Looks.PROSE, Looks.NEVER}
