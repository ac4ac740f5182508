"""Numbers and bullets before lines, left out: each would make somebody else of who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workers.transcripts.lines.ways.share import MOST, is_only_a_name, is_the_way
from workers.transcripts.speakers.labels import find_labels
from workers.transcripts.speakers.names import name_in

_NUMBER = re.compile(r"(\d{1,5})(?:[.):]\s{1,8}|\s{1,8})(?=\S)")
_BULLET = re.compile(r"[-*+•·▪◦] {1,3}(?=\S)")


def leave_out_bullets(lines: Sequence[str]) -> Sequence[str]:
    """Without what makes a list of (nearly) all lines, where (nearly) all have a label."""
    found = [_BULLET.match(line) for line in lines]
    bare = [line[one.end() :] for line, one in zip(lines, found, strict=True) if one]
    labelled = sum(bool(find_labels(line)) for line in bare)
    if not is_the_way(len(bare), lines) or labelled < MOST * len(bare):
        return lines
    return [line[one.end() :] if one else line for line, one in zip(lines, found, strict=True)]


def leave_out_numbers(lines: Sequence[str]) -> Sequence[str]:
    """Without numbers that count the lines; each would make somebody else of who speaks there."""
    found = [_NUMBER.match(line) for line in lines]
    numbers = [int(one[1]) for one in found if one]
    counts = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    if not counts or not (is_the_way(len(numbers), lines) or _count_speeches(lines, found)):
        return lines
    return [line[one.end() :] if one else line for line, one in zip(lines, found, strict=True)]


def _count_speeches(lines: Sequence[str], found: Sequence[re.Match[str] | None]) -> bool:
    """Whether a name stands behind every number, so that it is speeches that are counted."""
    heads = [line[one.end() :] for line, one in zip(lines, found, strict=True) if one]
    return len(heads) > 1 and all(_opens(head) for head in heads)


def _opens(head: str) -> bool:
    labels = find_labels(head)
    return bool(name_in(labels[0].name)) if labels else is_only_a_name(head)
