"""Headings: what Markdown marks as one and stands among what is said is nobody's words."""

from __future__ import annotations

from collections.abc import Sequence

from workers.transcripts.lines.shapes import Shape, shape_line
from workers.transcripts.speakers.names import ends_a_sentence, name_in

_LONGEST = 120


def leave_out_headings(lines: Sequence[str], headings: frozenset[str]) -> list[str]:
    """`lines` without those of `headings` that tell neither who nor when.

    A heading that may be a name stays where nothing else names anybody.
    """
    if not headings:
        return list(lines)
    shapes = [shape_line(line) for line in lines]
    named = sum(_tells(one) for one in shapes) > 1
    return [
        line
        for line, shape in zip(lines, shapes, strict=True)
        if line not in headings or _tells(shape) or not _is_topic(line, named=named)
    ]


def _tells(shape: Shape) -> bool:
    return bool(shape.head or shape.labels) or shape.start_s is not None


def _is_topic(line: str, *, named: bool) -> bool:
    if len(line) > _LONGEST or ends_a_sentence(line):
        return False
    return named or not name_in(line)
