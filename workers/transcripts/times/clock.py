"""Clock: times as people and programs write them, and files whose times do not run through."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from workers.transcripts.said import Said

HOUR_S = 3600.0
DAY_S = 24 * HOUR_S
_FALLS_S = 10.0
"""A time that lies this far before the one above it is not just somebody who cut in."""
_MOST_PARTS = 50
_HALF_A_DAY = re.compile(r"\s?([AaPp])\.?[Mm]\.?$")


class Joined(NamedTuple):
    """What is said on one time axis; `parts` is how many began at 0, 1 where all is one."""

    said: list[Said]
    parts: int = 1


def read_seconds(time: str) -> float:
    """`m:ss`, `h:mm:ss` and plain seconds, with or without a fraction; with am and pm, `h:mm`."""
    half = _HALF_A_DAY.search(time[-8:])
    digits = time[: len(time) - len(half[0])] if half else time
    fields = [float(part or 0) for part in digits.replace(",", ".").split(":")]
    if half:
        hour = fields[0] % 12 + (12 if half[1] in "pP" else 0)
        fields = [hour, *fields[1:], *([0.0] * (3 - len(fields)))]
    seconds = 0.0
    for value in fields:
        seconds = seconds * 60 + value
    return seconds


def read_frames(times: Iterable[str]) -> Callable[[str], float]:
    """How to read these times: where they end in frames (`hh:mm:ss:ff`), the rate is theirs."""
    frames = [int(found[-1]) for time in times if len(found := _split(time)) == 4]
    most = max(frames, default=0)
    rate = next((rate for rate in (25, 30, 60) if most < rate), 100)

    def read(time: str) -> float:
        fields = _split(time)
        if len(fields) < 4:
            return read_seconds(time)
        return read_seconds(":".join(fields[:3])) + int(fields[3]) / rate

    return read


def _split(time: str) -> list[str]:
    return time.replace(";", ":").split(":") if time.count(":") + time.count(";") == 3 else []


def begin_at_zero(said: Sequence[Said], from_s: float) -> list[Said]:
    """Counted from the first word where that comes later than `from_s`: clocks, later parts."""
    first_s = min((one.start_s for one in said), default=0.0)
    if first_s < from_s:
        return list(said)
    return [_shift(one, -first_s) for one in said]


def join_parts(said: Sequence[Said]) -> Joined:
    """What is said in the order of the file, parts that begin at 0 again put one behind the other.

    Lists by speaker, whose parts have nobody in common, and lists that jump about are sorted only;
    a clock that passes midnight goes on.
    """
    said = _pass_midnight(said)
    parts = _split_parts(said)
    if not 1 < len(parts) <= _MOST_PARTS or not _follow_each_other(parts):
        return Joined(sorted(said, key=lambda one: one.start_s))
    joined: list[Said] = []
    for part in parts:
        behind_s = max((one.end_s for one in joined), default=0.0)
        joined += (_shift(one, behind_s) for one in sorted(part, key=lambda one: one.start_s))
    return Joined(joined, len(parts))


def _split_parts(said: Sequence[Said]) -> list[list[Said]]:
    parts: list[list[Said]] = []
    latest_s = 0.0
    for one in said:
        falls = one.start_s < latest_s - _FALLS_S and one.start_s <= latest_s / 4
        if falls or not parts:
            parts.append([])
            latest_s = 0.0
        parts[-1].append(one)
        latest_s = max(latest_s, one.start_s)
    return parts


def _follow_each_other(parts: Sequence[Sequence[Said]]) -> bool:
    if any(len(part) < 2 for part in parts):
        return False
    heard: set[str] = set()
    for part in parts:
        speakers = {one.speaker for one in part}
        if heard and len(speakers) == 1 and heard.isdisjoint(speakers):
            return False
        heard |= speakers
    return True


def _pass_midnight(said: Sequence[Said]) -> list[Said]:
    passed: list[Said] = []
    days, before_s = 0, 0.0
    for one in said:
        if days == 0 and before_s > 22 * HOUR_S and one.start_s < 2 * HOUR_S:
            days = 1
        before_s = one.start_s
        late = days and one.start_s < 12 * HOUR_S
        passed.append(_shift(one, DAY_S) if late else one)
        if not late and one.end_s < one.start_s - 12 * HOUR_S:
            passed[-1] = one._replace(end_s=one.end_s + DAY_S)
    return passed


def _shift(one: Said, by_s: float) -> Said:
    return one._replace(
        start_s=round(one.start_s + by_s, 3), end_s=round(max(0, one.end_s + by_s), 3)
    )
