"""Asian chats: exports of LINE and KakaoTalk, with their days as other programs write them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LINE_DAY = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:\([^()]{1,4}\)| [^\s\d]{1,12})?")
_LINE = re.compile(r"(\d{1,2}:\d\d)\t(?P<name>[^\t]{1,80})\t(?P<words>.*)", re.DOTALL)
_PICTURE = re.compile(r"\[[^\[\]]{1,20}\]")
_KAKAO = re.compile(
    r"(\d{4})년 (\d{1,2})월 (\d{1,2})일 (오전|오후) (\d{1,2}:\d\d)(?:, (?P<said>.*))?", re.DOTALL
)
_HALVES = {"오전": "AM", "오후": "PM"}


def write_line_days(lines: Sequence[str]) -> Sequence[str]:
    """`9:14 [tab] Ada [tab] words` below its day as `2026/3/12, 9:14 - Ada: words`.

    What stands above the first of them is the program's.
    """
    found = [_LINE.fullmatch(line) for line in lines]
    days = [_LINE_DAY.fullmatch(line) for line in lines]
    if sum(map(bool, found)) < 2 or not any(days):
        return lines
    written: list[str] = []
    day = ""
    for line, said, told in zip(lines, found, days, strict=True):
        if told:
            day = "/".join(told.groups())
        elif said and day:
            words = "" if _PICTURE.fullmatch(said["words"]) else said["words"]
            written.append(f"{day}, {said[1]} - {said['name']}: {words}")
        elif written:
            written.append(line)
    return written or lines


def write_kakao_days(lines: Sequence[str]) -> Sequence[str]:
    """`2026년 3월 12일 오전 9:14, Ada : words` as `2026/3/12, 9:14 AM - Ada: words`."""
    found = [_KAKAO.fullmatch(line) if "년 " in line[:6] else None for line in lines]
    if sum(one is not None and one["said"] is not None for one in found) < 2:
        return lines
    return [
        line if one is None else _write_day(one)
        for line, one in zip(lines, found, strict=True)
        if one is None or one["said"]
    ]


def _write_day(found: re.Match[str]) -> str:
    year, month, day, half, time, said = found.groups()
    name, colon, words = said.partition(" : ")
    spoken = f"{name}: {words}" if colon else said
    return f"{year}/{month}/{day}, {time} {_HALVES[half]} - {spoken}"
