"""Numbers that count lines, left out: each would make somebody else of who speaks there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workers.transcripts.lines.ways.share import is_the_way

_NUMBER = re.compile(r"(\d{1,5})(?:[.)]\s{1,8}|\s{2,8}|\t)(?=\S)")


def leave_out_numbers(lines: Sequence[str]) -> Sequence[str]:
    """Without numbers that count the lines; each would make somebody else of who speaks there."""
    found = [_NUMBER.match(line) for line in lines]
    numbers = [int(one[1]) for one in found if one]
    counts = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    if not counts or not is_the_way(len(numbers), lines):
        return lines
    return [line[one.end() :] if one else line for line, one in zip(lines, found, strict=True)]
