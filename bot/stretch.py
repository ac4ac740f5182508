"""A stretch of a meeting as people write it: 20:00-30:00, 1:20:00 to 1:30:00, 20m-30m, 20-30."""

from __future__ import annotations

import re

LONGEST = 60
"""Characters; more is no stretch."""
_BETWEEN = re.compile(r"[-–—‒−~→]+|(?<!\w)(?:to|till|until|and)(?!\w)")
_BEFORE = ("from ", "between ")
_CLOCK = re.compile(r"(?:(\d{1,2})[:.])?(\d{1,3})[:.](\d{2})")
_UNITS = re.compile(
    r"(?:(\d{1,2}) ?h(?:ours?|rs?)?)? ?(?:(\d{1,4}) ?m(?:in(?:ute)?s?)?)?"
    r" ?(?:(\d{1,5}) ?s(?:ec(?:ond)?s?)?)?"
)
_BARE = re.compile(r"\d{1,5}")
_SECONDS = {"h": 3600, "m": 60, "s": 1}


def read_stretch(written: str) -> tuple[int, int] | None:
    """Its two ends in seconds, the earlier one first; None where that is no stretch.

    A number alone is minutes, or what the other end is told in: `10-20s` are seconds.
    """
    text = " ".join(written[: LONGEST + 1].lower().split())
    if len(text) > LONGEST:
        return None
    for word in _BEFORE:
        text = text.removeprefix(word)
    parts = [part.strip(" .,") for part in _BETWEEN.split(text)]
    if len(parts) != 2:
        return None
    first, second = parts
    ends = (_read_end(first, _find_unit(second)), _read_end(second, _find_unit(first)))
    if None in ends or ends[0] == ends[1]:
        return None
    opens_s, closes_s = sorted(end for end in ends if end is not None)
    return opens_s, closes_s


def _read_end(text: str, unit: str) -> int | None:
    if _BARE.fullmatch(text):
        return int(text) * _SECONDS[unit]
    clock = _CLOCK.fullmatch(text)
    if clock:
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        wrong = seconds > 59 or (clock[1] is not None and minutes > 59)
        return None if wrong else 3600 * hours + 60 * minutes + seconds
    told = _UNITS.fullmatch(text)
    if told is None or not any(told.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in told.groups())
    return 3600 * hours + 60 * minutes + seconds


def _find_unit(text: str) -> str:
    """The one unit that an end is told in; minutes where it has none, or several."""
    told = _UNITS.fullmatch(text)
    known = [unit for unit, part in zip("hms", told.groups(), strict=True) if part] if told else []
    return known[0] if len(known) == 1 else "m"
