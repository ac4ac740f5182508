"""Rolling captions: lines that scroll up a screen stand in the file once for each place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

_NEXT_S = 0.5
_FLASH_S = 0.1
"""A cue this short is a step of the scrolling, not somebody who says the same again."""


class Cue(NamedTuple):
    """One cue: times in seconds, lines without marks of style, the speaker its id names."""

    start_s: float
    end_s: float
    lines: tuple[str, ...]
    speaker: str = ""


def unroll_cues(cues: Iterable[Cue]) -> Iterator[Cue]:
    """The cues without the lines that were there in the cue before."""
    before: Cue | None = None
    for cue in cues:
        fresh = cue.lines[_scrolled(before, cue) if before else 0 :]
        if fresh:
            yield cue._replace(lines=fresh)
        before = cue


def _scrolled(before: Cue, cue: Cue) -> int:
    """How many lines of `cue` are the last ones of the cue before."""
    if cue.start_s - before.end_s > _NEXT_S:
        return 0
    most = min(len(before.lines), len(cue.lines))
    same = next((n for n in range(most, 0, -1) if before.lines[-n:] == cue.lines[:n]), 0)
    again = same == len(cue.lines) and cue.end_s - cue.start_s > _FLASH_S
    return 0 if again else same
