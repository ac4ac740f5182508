"""Transcript: a .vtt, .srt or .txt as the messages that the text endpoint takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from workers.errors import Refused, Why

_TIME = r"(?:(\d+):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_CUE = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>|<\d[\d:.]*>")
_STAMP = re.compile(rf"\s*[\[(]?{_TIME}[\])]?\s+(?=\S)")
_NAMED = re.compile(r"\s*(?:[-–]\s*)?([^\W\d_][^:\n]{0,39}):\s+(.+)", re.DOTALL)


class Said(NamedTuple):
    """One stretch of a transcript; seconds from its beginning, None where it has no times."""

    speaker: str
    text: str
    start_s: float | None
    end_s: float | None


def messages(path: Path, name: str, anchor: datetime) -> list[dict[str, Any]]:
    """The transcript at `path`, called `name`, with its times counted from `anchor` (aware UTC).

    Refuses `NO_UTTERANCES` where nothing is said in it.
    """
    text = path.read_text(encoding="utf-8-sig", errors="replace").replace("\r\n", "\n")
    plain = PurePosixPath(name).suffix.lower() == ".txt" and not _CUE.search(text)
    found = [_message(said, anchor) for said in (_lines(text) if plain else _cues(text))]
    if not found:
        raise Refused(Why.NO_UTTERANCES)
    return found


def instant(moment: datetime) -> str:
    """A moment in the API's spelling."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _message(said: Said, anchor: datetime) -> dict[str, Any]:
    message: dict[str, Any] = {"payload": {"content": said.text}}
    if said.speaker:
        message["from"] = {"name": said.speaker}
    if said.start_s is not None and said.end_s is not None:
        message["duration"] = {
            "startTime": instant(anchor + timedelta(seconds=said.start_s)),
            "endTime": instant(anchor + timedelta(seconds=max(said.start_s, said.end_s))),
        }
    return message


def _cues(text: str) -> Iterator[Said]:
    """Blocks between empty lines that have a line of times; headings and notes have none."""
    speaker = ""
    for block in re.split(r"\n\s*\n", text):
        times, _, words = _from_times(block)
        if times is None or not words.strip():
            continue
        voice = _VOICE.search(words)
        plain = _TAG.sub("", words)
        named = _NAMED.match(plain)
        if voice:
            speaker = voice[1].strip()
        elif named:
            speaker, plain = named[1].strip(), named[2]
        if said := " ".join(plain.split()):
            groups = times.groups()
            yield Said(speaker, said, _seconds(groups[:4]), _seconds(groups[4:]))


def _from_times(block: str) -> tuple[re.Match[str] | None, str, str]:
    lines = block.split("\n")
    for at, line in enumerate(lines):
        if times := _CUE.match(line):
            return times, line, "\n".join(lines[at + 1 :])
    return None, "", ""


def _lines(text: str) -> Iterator[Said]:
    """`Name: words`, perhaps behind a time; a line without a name goes on with the last one's."""
    speaker = ""
    for line in text.split("\n"):
        stamp = _STAMP.match(line)
        rest = line[stamp.end() :] if stamp else line
        if named := _NAMED.match(rest):
            speaker, rest = named[1].strip(), named[2]
        if said := " ".join(rest.split()):
            start_s = _seconds(stamp.groups()) if stamp else None
            yield Said(speaker, said, start_s, start_s)


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = parts
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + float(f"0.{fraction or 0}")
