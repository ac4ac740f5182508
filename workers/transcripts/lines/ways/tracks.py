"""Tracks: labels and paragraphs as sound editors and transcribers' programs keep them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workers.transcripts.lines.ways.share import MOST, is_the_way

_TRACK = re.compile(r"(\d{1,6}\.\d{1,6})\t(\d{1,6}\.\d{1,6})\t\s{0,9}(?=\S)")
_MARK_BEHIND = re.compile(r"\s{0,4}#(\d{1,2}:\d\d:\d\d)-(\d)#$")

_BEHIND = re.compile(r"\s{0,4}[\[(](\d{1,2}(?::\d\d){1,2})[\])]\.?$")


def time_from_ends(lines: Sequence[str]) -> Sequence[str]:
    """`Ada: words (00:04)` as `[00:04] Ada: words`, where (nearly) all lines end so."""
    found = [_BEHIND.search(line[-20:]) if line[-2:-1].isdigit() else None for line in lines]
    with_words = [
        one
        if one and len(line) > len(one[0]) and not line[0].isdigit() and line[0] != "["
        else None
        for line, one in zip(lines, found, strict=True)
    ]
    labelled = sum(":" in line[:60] for line, one in zip(lines, with_words, strict=True) if one)
    count = sum(one is not None for one in with_words)
    if not is_the_way(count, lines) or labelled < MOST * count:
        return lines
    return [
        f"[{one[1]}] {line[: len(line) - len(one[0])]}" if one else line
        for line, one in zip(lines, with_words, strict=True)
    ]


def time_tracks(lines: Sequence[str]) -> Sequence[str]:
    """Labels of a sound editor: seconds, a tab, seconds, a tab, words."""
    found = [_TRACK.match(line) for line in lines]
    if not is_the_way(sum(one is not None for one in found), lines):
        return lines
    return [
        f"[{one[1]}s - {one[2]}s] {line[one.end() :]}" if one else line
        for line, one in zip(lines, found, strict=True)
    ]


def time_from_marks(lines: Sequence[str]) -> Sequence[str]:
    """Paragraphs that end in `#00:00:04-5#`: each begins where the one before it ends."""
    found = [_MARK_BEHIND.search(line[-20:]) for line in lines]
    if not is_the_way(sum(one is not None for one in found), lines):
        return lines
    timed: list[str] = []
    begins = "0:00:00"
    for line, one in zip(lines, found, strict=True):
        words = line[: len(line) - len(one[0])] if one else line
        timed.append(f"[{begins}] {words}" if words else "")
        begins = f"{one[1]}.{one[2]}" if one else begins
    return timed
