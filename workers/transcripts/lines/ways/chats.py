"""Chats: how programs keep and copy what people write to each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from workers.transcripts.lines.ways.share import MOST, is_only_a_name, is_the_way
from workers.transcripts.speakers.labels import find_labels
from workers.transcripts.speakers.names import name_in

_NICK = re.compile(
    r"(?P<time>[\[(]?\d[\d:. ]{3,10}[\])]?\s{1,4})?<[@+%~& ]?(?P<nick>[^\s<>/]{1,32})>\s"
)
_HALF = re.compile(r"(?P<hour>\d{1,2}):\d\d(?::\d\d)?[ \u202f]?(?P<half>[AaPp]\.?[Mm]\.?)[\])]?$")
_BARE = re.compile(r"(?P<hour>\d{1,2}):\d\d")
_INITIALS = re.compile(r"[^\W\d_]{2,3}")
_HANDLE = re.compile(
    r"\[[\d:./, -]{4,22}(?:[AaPp][Mm])?\] {1,2}(?P<name>[^\s:]{2,32}(?: [^\s:]{1,20})?)"
)
_ALONE = re.compile(
    r"[\[(]?\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?(?: ?[-–] ?\d{1,2}:\d\d(?::\d\d)?)?[\])]?"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_WRITTEN_DAY = re.compile(
    rf"(?:^|(?<=\s))(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}}\.?,? )?"
    rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}}\.? {_MONTH}),? (?:\d{{4}},? )?(?:at )?"
    r"(?=\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?$)",
    re.IGNORECASE,
)
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


def head_with_handles(lines: Sequence[str]) -> Sequence[str]:
    """`[9:14] ada_m` above words as `[9:14] ada_m:`, where such handles recur on (nearly) all."""
    found = [_HANDLE.fullmatch(line) if len(line) < 80 else None for line in lines]
    above = [
        one if one and below and below[0] != "[" else None
        for one, below in zip(found, [*lines[1:], ""], strict=True)
    ]
    seen = Counter(one["name"] for one in above if one)
    recurring = sum(count for count in seen.values() if count > 1)
    stamped = sum(line[:1] == "[" for line in lines)
    if len(seen) < 2 or recurring < MOST / 2 * stamped or seen.total() < MOST * stamped:
        return lines
    return [f"{line}:" if one else line for line, one in zip(lines, above, strict=True)]


def leave_out_days(lines: Sequence[str]) -> Sequence[str]:
    """`Mar 12, 2026 9:14 am` as `9:14 am`, where several lines end so."""
    shorter = [
        _WRITTEN_DAY.sub("", line) if len(line) < 100 and line[-1:] in "0123456789mM." else line
        for line in lines
    ]
    changed = sum(line != short for line, short in zip(lines, shorter, strict=True))
    return shorter if changed > 1 else lines


def put_times_above(lines: Sequence[str]) -> Sequence[str]:
    """A name, words, and below them their time: the time beside the name, as heads have it."""
    filled = [line for line in lines if line]
    if len(filled) < 6 or _ALONE.fullmatch(filled[0]) or not _ALONE.fullmatch(filled[-1]):
        return lines
    blocks: list[list[str]] = [[]]
    for line in filled:
        blocks[-1].append(line)
        if _ALONE.fullmatch(line):
            blocks.append([])
    blocks.pop()
    names = Counter(_find_name(one) for one in blocks)
    del names[""]
    if max(names.values(), default=0) < 2 or sum(names.values()) < MOST * len(blocks):
        return lines
    return [line for block in blocks for line in _put_time_above(block, names)]


def _put_time_above(block: Sequence[str], names: Mapping[str, int]) -> Sequence[str]:
    name = _find_name(block)
    if name not in names:
        return block[:-1]
    return [f"{name}  {block[-1]}", *block[1:-1]] if name == block[0] else [block[-1], *block[:-1]]


def _find_name(block: Sequence[str]) -> str:
    """The name that stands above the words of a block, or alone before them; empty for none."""
    if len(block) > 2 and is_only_a_name(block[0]):
        return block[0]
    names = [labels[0].name for line in block if (labels := find_labels(line)) and labels[0].words]
    return names[0] if len(names) == 1 and ":" in block[0] and name_in(names[0]) else ""


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
