"""Inner times: times in brackets among somebody's words tell when those behind them are said."""

from __future__ import annotations

import re
from typing import NamedTuple

from workers.transcripts.times.clock import read_seconds

_INNER = re.compile(r"\s{0,4}[\[(](\d{1,3}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?)[\])]\s{0,4}")


class Piece(NamedTuple):
    """Words, and when they begin, in seconds."""

    start_s: float
    words: str


def part_at_times(words: str, start_s: float, until_s: float) -> list[Piece]:
    """The words of one speech cut where a time stands that lies in it; other times are words.

    `until_s` is when the next speech begins.
    """
    pieces = [Piece(start_s, "")]
    at = 0
    for found in _INNER.finditer(words):
        time_s = read_seconds(found[1])
        if pieces[-1].start_s <= time_s <= until_s:
            pieces[-1] = pieces[-1]._replace(words=words[at : found.start()].strip())
            pieces.append(Piece(time_s, ""))
            at = found.end()
    pieces[-1] = pieces[-1]._replace(words=words[at:].strip())
    return [one for one in pieces if one.words]
