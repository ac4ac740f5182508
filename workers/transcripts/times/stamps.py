"""Stamps: the times that stand at the beginning or at the end of a line, in all their brackets."""

from __future__ import annotations

import re
from typing import NamedTuple

from workers.transcripts.times.clock import read_frames, read_seconds

_DATE = r"(?P<date>(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{1,2}/\d{1,2}),?[ T]{1,3})?"
_CLOCK = (
    r"(?:\d{1,2}[:;]\d\d[:;]\d\d[:;]\d\d"
    r"|\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,6})?(?: ?[AaPp]\.?[Mm]\.?)?)"
)
"""Hours, minutes and seconds; cameras and cutters add frames."""
_TO = r"\s{0,4}(?:-{1,2}>|-|–|—|→|,|to)\s{0,4}"
_CLOCKS = re.compile(
    rf"@?(?P<open>[\[(<]?){_DATE}({_CLOCK})(?:Z(?=\W))?[\])>]?(?:{_TO}[\[(<]?({_CLOCK}))?[\])>]?(?!\d|:\d)"
)
_SECONDS = re.compile(
    rf"(?:[\[(](\d{{1,8}}(?:\.\d{{1,6}})?) ?s?{_TO}(\d{{1,8}}(?:\.\d{{1,6}})?) ?s?[\])]"
    r"|[\[(](\d{1,8}(?:\.\d{1,6})? ?s|\d{1,6}\.\d{1,6})[\])])"
)
_BEHIND = re.compile(rf"[\[(]?{_DATE}({_CLOCK})[\])]?(?:{_TO}[\[(]?({_CLOCK})[\])]?)?:?$")
_WRITTEN_OUT = re.compile(
    r"(?:(\d{1,3}) hours? )?(\d{1,3}) minutes? (\d{1,2}) seconds?(?:(?:\d{1,2}:)?\d{1,2}:\d\d)?$"
)
_DAY_BEFORE = re.compile(
    r"(?:\s[-–—]|,)\s(?:today|yesterday|\w{3,9}day|mon|tue|wed|thu|fri|sat|sun)(?: at)?"
    r"\s(\d{1,2}:\d\d.{0,5})$",
    re.IGNORECASE,
)
_LONGEST = 60


class Stamp(NamedTuple):
    """When: seconds, the end where it is told, and how many characters say it."""

    start_s: float
    end_s: float | None
    length: int
    in_brackets: bool


def read_stamp(line: str) -> Stamp | None:
    """The time that `line` begins with."""
    begin = line[:2].lstrip("@[(<")
    if not begin[:1].isdigit():
        return None
    head = line[: 2 * _LONGEST]
    if found := _CLOCKS.match(head):
        end = _read_clock(found[4], found["date"]) if found[4] else None
        return Stamp(_read_clock(found[3], found["date"]), end, found.end(), bool(found["open"]))
    if found := _SECONDS.match(head):
        start, end_of = (found[1], found[2]) if found[1] else (found[3].rstrip("s "), None)
        return Stamp(float(start), float(end_of) if end_of else None, found.end(), True)
    return None


def split_stamp_behind(line: str) -> tuple[str, Stamp] | None:
    """What stands before the time at the end of `line`, and that time; None where none ends it."""
    begin, tail = line[:-_LONGEST], line[-_LONGEST:]
    if not tail.rstrip(":])").endswith((*"0123456789", "M", "m", ".")):
        return None
    for at in _places_of_digits(tail):
        if found := _BEHIND.match(tail, at):
            end = _read_clock(found[3], found["date"]) if found[3] else None
            stamp = Stamp(_read_clock(found[2], found["date"]), end, len(found[0]), False)
            return begin + tail[:at], stamp
    return None


def write_short(line: str) -> str:
    """`Ada 1 minute 5 seconds`, as Teams' pages write it, with the time as `0:01:05`.

    So `Ada — Today at 9:05`, as chats' pages write it, without the day.
    """
    begin, tail = line[:-_LONGEST], line[-_LONGEST:]
    if dated := _DAY_BEFORE.search(tail):
        return f"{begin}{tail[: dated.start()]}  {dated[1]}"
    found = _WRITTEN_OUT.search(tail) if " second" in tail else None
    if found is None:
        return line
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return f"{begin}{tail[: found.start()]}{hours}:{minutes:02}:{seconds:02}"


def _read_clock(time: str, date: str | None) -> float:
    """Seconds; behind a date, two fields are hours and minutes."""
    if date and time.count(":") == 1 and time[-1].isdigit():
        time = f"{time}:00"
    return (
        read_frames([time])(time) if time.count(":") + time.count(";") > 2 else read_seconds(time)
    )


def _places_of_digits(tail: str) -> list[int]:
    """Where a time may begin: at its bracket, or at a digit behind something else."""
    return [
        at
        for at, sign in enumerate(tail)
        if (sign in "[(" or sign.isdigit())
        and (at == 0 or not (tail[at - 1].isdigit() or tail[at - 1] in ":;./[("))
    ]
