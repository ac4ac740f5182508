"""Chats: how programs keep and copy what people write to each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from workers.transcripts.lines.ways.share import MOST, is_only_a_name, is_the_way

_NICK = re.compile(
    r"(?P<time>[\[(]?\d[\d:. ]{3,10}[\])]?\s{1,4})?<[@+%~& ]?(?P<nick>[^\s<>/]{1,32})>\s"
)
_HALF = re.compile(r"(?P<hour>\d{1,2}):\d\d(?::\d\d)?[ \u202f]?(?P<half>[AaPp]\.?[Mm]\.?)[\])]?$")
_BARE = re.compile(r"(?P<hour>\d{1,2}):\d\d")
_INITIALS = re.compile(r"[^\W\d_]{2,3}")
_SWAPPED = {"a": "PM", "p": "AM"}


def name_nicks(lines: Sequence[str]) -> Sequence[str]:
    """`<ada> words` as `ada: words`, with the time before it."""
    found = [_NICK.match(line) for line in lines]
    if not is_the_way(sum(one is not None for one in found), lines):
        return lines
    return [
        f"{one['time'] or ''}{one['nick']}: {line[one.end() :]}" if one else line
        for line, one in zip(lines, found, strict=True)
    ]


def has_nicks(text: str) -> bool:
    """Whether lines of `text` begin with nicks in angles, as chats on the Internet are kept."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return is_the_way(sum(_NICK.match(line) is not None for line in lines), lines)


def halve_days(lines: Sequence[str]) -> Sequence[str]:
    """A time alone among such as tell the half of the day is in that of the one above it."""
    halved: list[str] = []
    half, hour = "", 0
    for line in lines:
        if told := _HALF.search(line[-16:]):
            half, hour = told["half"], int(told["hour"])
        elif half and (bare := _BARE.fullmatch(line)):
            noon = int(bare["hour"]) == 12 and hour != 12
            half, hour = _SWAPPED[half[0].casefold()] if noon else half, int(bare["hour"])
            line = f"{line} {half}"  # noqa: PLW2901
        halved.append(line)
    return halved


def leave_out_initials(lines: Sequence[str]) -> Sequence[str]:
    """Without the letters of a picture that stand above (nearly) every name, as pages copy them."""
    filled = [at for at, line in enumerate(lines) if line]
    above = [at for at, below in pairwise(filled) if _are_initials(lines[at], lines[below])]
    short = sum(_INITIALS.fullmatch(line) is not None for line in lines)
    if len(above) < 2 or len(above) < MOST * short:
        return lines
    gone = set(above)
    return [line for at, line in enumerate(lines) if at not in gone]


def _are_initials(letters: str, name: str) -> bool:
    words = name.split()
    if len(words) < 2 or _INITIALS.fullmatch(letters) is None or not is_only_a_name(name):
        return False
    return letters in {words[0][0] + words[-1][0], "".join(word[0] for word in words)}
