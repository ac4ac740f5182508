"""Shapes: what one line of a plain text transcript is made of: a time, a head or labels, words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from workers.transcripts.speakers.labels import LONGEST, Label, find_labels
from workers.transcripts.speakers.names import ends_a_sentence, name_in
from workers.transcripts.times.stamps import Stamp, read_stamp, split_stamp_behind

_BETWEEN = " \t-–—|,"
_PRIVATELY = re.compile(r"\sto\s{1,4}(?:everyone\b|.{1,80}\(direct message\))", re.IGNORECASE)
_MOST = 0.75
"""The share of lines from which something is the habit of a file."""
_MOST_PAUSE_S = 600.0
_FIRST_SIGNS = 2 * LONGEST


class Shape(NamedTuple):
    """One line: its time in seconds, who it may open (a head, or labels), and its words.

    `words` are those behind a time in brackets; a line of prose keeps all it has.
    """

    words: str
    start_s: float | None = None
    end_s: float | None = None
    head: str = ""
    labels: tuple[Label, ...] = ()
    in_brackets: bool = False
    """Its time, or the name beside its time: no words of a sentence."""

    @property
    def is_bare(self) -> bool:
        """Whether it says when and nothing else."""
        return self.start_s is not None and not (self.words or self.head or self.labels)


def shape_line(line: str) -> Shape:
    """The shape of a line that has neither blanks around nor marks of style."""
    stamp = read_stamp(line)
    rest = line[stamp.length :].lstrip(_BETWEEN + ":") if stamp else line
    if stamp is None:
        return _shape_rest(rest)
    if not rest:
        return Shape("", stamp.start_s, stamp.end_s, in_brackets=stamp.in_brackets)
    shape = _shape_rest(rest.removeprefix("From ").lstrip())
    if not (shape.head or shape.labels or stamp.in_brackets):
        head = rest.rstrip(":")
        if name_in(head) and len(head) < LONGEST and stamp.length > 3:
            return Shape(line, stamp.start_s, stamp.end_s, head=head)
        return Shape(line)
    return shape._replace(
        start_s=stamp.start_s,
        end_s=stamp.end_s or shape.end_s,
        in_brackets=stamp.in_brackets,
    )


def free_stamps(lines: Sequence[str], shapes: Sequence[Shape]) -> list[Shape]:
    """The shapes of lines that (nearly) all begin with a time, if without brackets.

    Where what follows the times is (nearly) always a name, these are heads.
    """
    if any(one.labels or one.head for one in shapes):
        return _free_between(lines, shapes)
    freed = [_free(line) or one for line, one in zip(lines, shapes, strict=True)]
    stamped = [one for one in freed if one.start_s is not None and one.words]
    names = sum(bool(name_in(one.words)) and not ends_a_sentence(one.words) for one in stamped)
    if stamped and names >= _MOST * len(stamped) and 2 * len(stamped) <= len(freed):
        return [
            one._replace(words="", head=one.words) if one.start_s is not None else one
            for one in freed
        ]
    return freed if len(stamped) >= _MOST * len(freed) else list(shapes)


def _free_between(lines: Sequence[str], shapes: Sequence[Shape]) -> list[Shape]:
    """The shapes with times without brackets on lines without a label, where others have both.

    Such a line is no sentence of whoever spoke before, where its time runs on from theirs.
    """
    labelled = [bool(one.labels) and one.start_s is not None for one in shapes]
    if sum(labelled) < _MOST * len(shapes):
        return list(shapes)
    freed: list[Shape] = []
    latest_s = 0.0
    for line, one in zip(lines, shapes, strict=True):
        free = None if one.start_s is not None else _free(line)
        fits = free is not None and latest_s <= (free.start_s or 0.0) <= latest_s + _MOST_PAUSE_S
        freed.append(free if free and fits else one)
        latest_s = max(latest_s, freed[-1].start_s or 0.0)
    return freed


def _free(line: str) -> Shape | None:
    stamp = read_stamp(line)
    if stamp is None:
        return None
    words = line[stamp.length :].lstrip(_BETWEEN)
    return Shape(words, stamp.start_s, stamp.end_s, in_brackets=True)


def _shape_rest(rest: str) -> Shape:
    behind = split_stamp_behind(rest) if len(rest) < _FIRST_SIGNS else None
    if behind is not None:
        name, stamp = behind[0].rstrip(_BETWEEN + "@").removesuffix(":").strip(), behind[1]
        bracketed = name.startswith("[") and name.endswith("]")
        name = name[1:-1].strip() if bracketed else name.lstrip("@")
        if name and ":" not in name and len(name) <= LONGEST:
            return Shape(rest, stamp.start_s, stamp.end_s, name, in_brackets=bracketed)
    before, tab, words = rest[:_FIRST_SIGNS].partition("\t")
    if tab and ":" not in before and name_in(before):
        words = rest[len(before) + 1 :].strip()
        return Shape(rest, labels=(Label(before.strip(), words),))
    labels = [_take_time(one) for one in find_labels(rest)]
    if not labels:
        return Shape(rest)
    when = next((stamp for _, stamp in labels if stamp is not None), None)
    return Shape(
        rest,
        when.start_s if when else None,
        when.end_s if when else None,
        labels=tuple(label for label, _ in labels),
    )


def _take_time(label: Label) -> tuple[Label, Stamp | None]:
    """The label without a time that stands beside it, and that time.

    Zoom's chat says to whom, too: `Ada Moss to Everyone`.
    """
    name = label.name
    private = _PRIVATELY.search(name)
    label = label._replace(name=name[: private.start()] if private else name)
    if label.time:
        return label, read_stamp(label.time)
    stamp = read_stamp(label.words)
    if stamp is None:
        return label, None
    behind = label.words[stamp.length :]
    if behind and not stamp.in_brackets and not behind.startswith(("  ", "\t", " \t")):
        return label, None
    return label._replace(words=behind.strip()), stamp
