"""Exports of chats: lines that begin with a day and a time, and what the program says among them.

Who came, who left and what was left out are nobody's words; the days between make one axis of time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from workers.transcripts.times.clock import DAY_S, read_seconds

_DATED = re.compile(
    r"\[?(?P<day>\d{1,4}[./-]\d{1,2}[./-]\d{1,4}),? (?:(?:klo|kl\.|at|à|um|om) )?"
    r"(?P<time>\d{1,2}[:.]\d\d(?:[:.]\d\d)?)(?P<half> ?[AaPp]\.? ?[Mm]\.?)?(?P<end>\]| [-–]) {1,4}"
)
_NAMED = re.compile(r"(?:~ ?)?(?P<name>[^:\n]{1,80}): ?(?P<words>.*)", re.DOTALL)
_MARKED = re.compile(r"^\u200e?(\[[^\[\]\n]{8,40}\] [^:\n]{1,80}:) \u200e[^\n]*", re.MULTILINE)
_EDITED = re.compile(r" ?\u200e?<[^<>\n]{5,60}>\u200e?$")
_LEFT_OUT = re.compile(
    r"<[^<>]{2,60}>|null|\S{1,99}\.\w{2,4} \([^()]{3,40}\)"
    r"|(?:image|video|audio|sticker|gif|document|contact card|video note) omitted"
    r"|(?:this message was|you) deleted(?: this message)?"
    r"|waiting for this message.{0,40}|missed (?:group )?(?:voice|video) call"
    r"|diese nachricht wurde gelöscht|ce message a été supprimé|se eliminó este mensaje"
    r"|este mensaje fue eliminado|esta mensagem foi apagada|mensagem apagada"
    r"|questo messaggio è stato eliminato|dit bericht is verwijderd",
    re.IGNORECASE,
)


def leave_out_marked(text: str) -> str:
    """Without what a telephone's export marks as its own words, by a sign that nobody sees."""
    return _MARKED.sub(r"\1", text) if "] " in text and ": \u200e" in text else text


def put_on_one_axis(lines: Sequence[str]) -> Sequence[str]:
    """`12/03/2026, 09:14 - Ada: words` as `[840s] Ada: words`, counted from the first message."""
    messages = [_read_message(line) for line in lines]
    dated = [one for one in messages if one]
    names = Counter(one.name for one in dated if one.name)
    first = next((at for at, line in enumerate(lines) if line), 0)
    if len(dated) < 2 or not messages[first] or 2 * names.total() < len(dated):
        return lines
    seconds = iter(_count_seconds(dated))
    first_s: float | None = None
    kept: list[str] = []
    by_program = False
    for at, one in enumerate(messages):
        if one is None:
            kept += [] if by_program else [_EDITED.sub("", lines[at])]
            continue
        at_s = next(seconds)
        by_program = one.by_program or _is_told_of(one.name, names)
        goes_on = at + 1 < len(lines) and bool(lines[at + 1]) and messages[at + 1] is None
        if not by_program and (one.words or goes_on):
            first_s = at_s if first_s is None else first_s
            label = f"{one.name}: " if one.name else ""
            kept.append(f"[{max(0, at_s - first_s):.0f}s] {label}{one.words}".rstrip())
    return kept


class _Message(NamedTuple):
    """A line with a day; `name` is empty where nobody's stands before a colon."""

    day: str
    time: str
    half: str
    name: str
    words: str
    by_program: bool


def _read_message(line: str) -> _Message | None:
    dated = _DATED.match(line[:60])
    if dated is None:
        return None
    rest = line[dated.end() :]
    named = _NAMED.match(rest)
    words = named["words"] if named else rest
    said = "" if _LEFT_OUT.fullmatch(words.strip(" .")[:200]) else _EDITED.sub("", words)
    return _Message(
        *(dated["day"], dated["time"], dated["half"] or ""),
        *(named["name"] if named else "", said),
        by_program=named is None and dated["end"] != "]",
    )


def _is_told_of(words: str, names: Counter[str]) -> bool:
    """Whether it begins with a name that stands elsewhere: `Ada changed the name to "Oak`."""
    return names[words] == 1 and any(
        words[:at] in names and words[at + 1 : at + 2].islower()
        for at, sign in enumerate(words)
        if sign == " "
    )


def _count_seconds(dated: Sequence[_Message]) -> list[float]:
    days = [[int(part) for part in re.split(r"[./-]", one.day)] for one in dated]
    american = any(one.half for one in dated) and "/" in dated[0].day
    month_first = max(day[0] for day in days) <= 12 and (
        american or max(day[1] for day in days) > 12
    )
    times = [
        DAY_S * _count_days(day, month_first=month_first)
        + read_seconds(_with_seconds(one.time.replace(".", ":")) + _fold_half(one.half))
        for day, one in zip(days, dated, strict=True)
    ]
    return [max(0.0, time - times[0]) for time in times]


def _with_seconds(time: str) -> str:
    return time if time.count(":") > 1 else f"{time}:00"


def _fold_half(half: str) -> str:
    return " " + half.replace(" ", "").replace(".", "") if half else ""


def _count_days(day: Sequence[int], *, month_first: bool) -> int:
    year, month, of_month = day if day[0] > 31 else (day[2], day[0], day[1])
    if day[0] <= 31 and not month_first:
        month, of_month = day[1], day[0]
    try:
        return date(year if year > 99 else 2000 + year, month, of_month).toordinal()
    except ValueError:
        return 0
