"""Cue file: WebVTT, SubRip and YouTube's .sbv as cues, whatever people's tools do to them.

Only the line that says when a cue is counts: what stands between two such lines are the words of
the first, blank lines among them, but for the number or the name that stands on top of the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from workers.transcripts.speakers.names import name_in
from workers.transcripts.times.clock import read_frames

_TIME = r"(?:\d{1,4}:)?\d{1,2}:\d{1,2}(?:[.,:;]\d{1,9})?"
_TIMING = re.compile(
    rf"[ \t]*[\[(]?({_TIME})[\])]?[ \t]*(?:[-–—]{{1,2}}>|→|,)[ \t]*[\[(]?({_TIME})(?![\d:])(.*)"
)
_BROKEN = re.compile(r"[ \t]*\d[^ \t]{0,20}:[^ \t]{0,20}[ \t]*-{1,2}>")
_NUMBER = re.compile(r"[ \t]*#?\d{1,9}[ \t]*")
_NAMED = re.compile(r"(?:\d{1,9}\s?[-–—:.,]?\s)?(?P<name>[^\W\d].{0,79})")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION|WEBVTT)(?:[ \t]|$)")
_LONGEST = 400
"""A line that says when is short; a longer one is not looked at."""


class RawCue(NamedTuple):
    """One cue as it stands there: seconds, its lines without blank ones, the line above its time.

    `broken` marks a cue whose times cannot be read; `speaker` is who a form names apart.
    """

    start_s: float
    end_s: float
    lines: tuple[str, ...]
    identifier: str = ""
    broken: bool = False
    speaker: str = ""


class _Timing(NamedTuple):
    row: int
    start: str
    end: str
    behind: str
    """Words on the same line: some tools put them there."""


def read_cues(text: str) -> list[RawCue]:
    """The cues of `text` in the order of the file."""
    lines = _drop_asides(text.split("\n")) if _is_webvtt(text) else text.split("\n")
    timings = [found for row, line in enumerate(lines) if (found := _read_timing(row, line))]
    identified = _are_identified(lines, timings)
    frames = read_frames([time for one in timings for time in (one.start, one.end)])
    cues = []
    for one, following in zip_longest(timings, timings[1:]):
        until = following.row if following else len(lines)
        body = lines[one.row + 1 : until]
        if following:
            body = body[: len(body) - (1 if identified else _count_heading_lines(body))]
        words = tuple(line.strip() for line in (one.behind, *body) if line.strip())
        identifier = lines[one.row - 1].strip() if one.row else ""
        if not one.start:
            cues.append(RawCue(0, 0, words, identifier, broken=True))
        else:
            cues.append(RawCue(frames(one.start), frames(one.end), words, identifier))
    return _name_by_identifiers(cues) if identified else cues


def holds_cues(text: str) -> bool:
    """Whether some line of `text` says when a cue is, as cue files say it."""
    return any(
        "-->" in line and _TIMING.match(line)
        for line in text.split("\n", 400)[:400]
        if len(line) < _LONGEST
    )


def _is_webvtt(text: str) -> bool:
    return text.startswith("WEBVTT")


def _read_timing(row: int, line: str) -> _Timing | None:
    if not line or len(line) > _LONGEST or not any(sign in line for sign in ("->", "→", ",", "–>")):
        return None
    found = _TIMING.match(line)
    if found:
        behind = found[3].strip(" \t])")
        if "," in line[found.end(1) : found.start(2)] and (
            behind or "." not in found[1] or "." not in found[2]
        ):
            return None  # "10:30, 11:30" among words
        return _Timing(row, found[1], found[2], "" if _are_settings(behind) else behind)
    return _Timing(row, "", "", "") if _BROKEN.match(line) else None


def _are_settings(behind: str) -> bool:
    """Whether what stands behind the times says where on the screen the cue goes."""
    return all(":" in word for word in behind.split())


def _are_identified(lines: Sequence[str], timings: Sequence[_Timing]) -> bool:
    """Whether every cue has a line of its own above its time, parted from what is above it."""
    return len(timings) > 1 and all(
        one.row > 0
        and bool(lines[one.row - 1].strip())
        and (one.row == 1 or not lines[one.row - 2].strip())
        for one in timings
    )


def _name_by_identifiers(cues: Sequence[RawCue]) -> list[RawCue]:
    """The cues with whom their ids name (`Ada Moss`, `2 - Ada Moss`): all do, and some recur."""
    found = [_NAMED.fullmatch(one.identifier) for one in cues]
    names = [one["name"] for one in found if one and name_in(one["name"])]
    if len(names) < len(cues) or len(set(names)) == len(names):
        return list(cues)
    return [one._replace(speaker=name) for one, name in zip(cues, names, strict=True)]


def _count_heading_lines(body: Sequence[str]) -> int:
    """How many of the last lines of a cue are the head of the next: its number, a Webex name."""
    if not body or not body[-1].strip():
        return 0
    last = body[-1].strip()
    if _NUMBER.fullmatch(last):
        return 1
    led = len(body) > 1 and not body[-2].strip() and any(line.strip() for line in body[:-1])
    return int(led and _is_identifier(last))


def _is_identifier(line: str) -> bool:
    """A cue's id as programs write it (`8f2a/12-0`, `12 "Ana" (33)`), and no sentence."""
    return (line[:1].isdigit() and '"' in line) or " " not in line


def _drop_asides(lines: Sequence[str]) -> list[str]:
    """The lines without WebVTT's head, notes and styles; blank ones stand in their place."""
    return list(_blank_asides(lines))


def _blank_asides(lines: Sequence[str]) -> Iterator[str]:
    aside, before = True, ""
    for line in lines:
        if not line.strip():
            aside = False
        elif not before.strip() and _ASIDE.match(line):
            aside = True
        elif aside and _read_timing(0, line):
            aside = False
        yield "" if aside else line
        before = line
