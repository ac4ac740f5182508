"""Spelled times: `1 minute 5 seconds` beside `1:05`, as pages tell it to those who hear them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SPELLED = re.compile(
    r"(?:(\d{1,3}) hours?,? ?)?(?:(\d{1,2}) minutes?,? ?)?(?:(\d{1,2}) seconds?)?"
)
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d\d)")


def leave_out_spelled_times(lines: Sequence[str]) -> Sequence[str]:
    """Without what tells in words the time on the line above or below it."""
    if not any(line.endswith(("second", "seconds", "minute", "minutes")) for line in lines):
        return lines
    filled = [at for at, line in enumerate(lines) if line]
    gone = {
        at
        for before, at, after in zip([-1, *filled], filled, [*filled[1:], -1], strict=False)
        if (told_s := _read(_SPELLED, lines[at])) is not None
        and told_s in {_read(_CLOCK, lines[near]) for near in (before, after) if near >= 0}
    }
    return [line for at, line in enumerate(lines) if at not in gone]


def _read(pattern: re.Pattern[str], line: str) -> int | None:
    found = pattern.fullmatch(line) if 0 < len(line) < 40 else None
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return 3600 * hours + 60 * minutes + seconds
