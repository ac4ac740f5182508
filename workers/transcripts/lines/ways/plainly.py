"""Plainly: a line without links, ticks around times, and what chats add to a name or a time."""

from __future__ import annotations

import re

_FRAMES = re.compile(r"(\d\d(?:[:;]\d\d){3})\s{1,4}(\d\d(?:[:;]\d\d){3})")
_WIDE_CLOCK = re.compile(r"[０-９]{1,2}(?:：[０-９]{2}){1,2}")
_NARROW = {**{ord("０") + digit: str(digit) for digit in range(10)}, ord("："): ":"}
_SHORT = re.compile(r"[\[(](?:(\d{1,2})h ?)?(\d{1,3})m ?(\d{1,2})s[\])]")
_ANGLED = re.compile(r"[<{](\d{1,3}(?::\d\d){1,2}(?:[.,]\d{1,3})?)[>}]")
_EDITED = re.compile(r"(\d [AaPp][Mm]), edited$", re.IGNORECASE)
_STATUS = re.compile(r"\s:[a-z0-9_+-]{2,40}:(?=\s{1,4}\[?\d{1,2}:\d\d.{0,5}$)")
_LINK = re.compile(r"\[?\[(?P<shown>[^\[\]]{1,99})\]\(https?://[^\s()]{1,999}\)(?P<closed>\])?")
_CLOCK = re.compile(r"\d{1,3}(?::\d\d){1,2}(?:[.,]\d{1,3})?")
_TICKED = re.compile(r"`\[?(\d{1,3}(?::\d\d){1,2}(?:[.,]\d{1,3})?)\]?`")


def show_plainly(line: str) -> str:
    """Without links, ticks around times, and what chats add to a name or a time."""
    if not line.isascii():
        line = _WIDE_CLOCK.sub(lambda wide: wide[0].translate(_NARROW), line)
    if "m" in line and (short := _SHORT.search(line[:120])):
        hours, minutes, seconds = (int(part or 0) for part in short.groups())
        told = f"[{hours}:{minutes:02}:{seconds:02}]"
        line = line[: short.start()] + told + line[short.end() :]
    if line[:1] in {"<", "{"} and (angled := _ANGLED.match(line)):
        line = f"[{angled[1]}]{line[angled.end() :]}"
    if line[:1].isdigit() and (span := _FRAMES.fullmatch(line)):
        return f"{span[1]} - {span[2]}"
    if "`" in line or "](" in line:
        line = _TICKED.sub(r"[\1]", _LINK.sub(_show_link, line))
    if len(line) > 200 or ":" not in line:
        return line
    return _STATUS.sub("", _EDITED.sub(r"\1", line))


def _show_link(found: re.Match[str]) -> str:
    return f"[{found['shown']}]" if _CLOCK.fullmatch(found["shown"]) else found["shown"]
