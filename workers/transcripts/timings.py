"""Timings: the line that says when a cue is, in the one form that the parser of cues takes."""

from __future__ import annotations

import re

_TIME = r"(?:(\d+):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_LINE = re.compile(rf"^[ \t]*{_TIME}[ \t]*(?:--?>|→)[ \t]*{_TIME}(?![\d:])[^\n]*$", re.MULTILINE)
_CROWDED = re.compile(r"(?<=[^\n])\n(\d+)\n(?=\d\d+:\d\d:\d\d\.\d{3} -->)")
"""A cue's number straight below the words of the cue before."""


def straightened(text: str) -> str:
    """The cues of `text`, their times written in full and their settings left out.

    Hours may be missing and digits too, as people's tools write them.
    """
    return _CROWDED.sub(r"\n\n\1\n", _LINE.sub(_straight, text))


def _straight(line: re.Match[str]) -> str:
    fields = line.groups()
    return f"{_in_full(*fields[:4])} --> {_in_full(*fields[4:])}"


def _in_full(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> str:
    return f"{int(hours or 0):02}:{int(minutes):02}:{int(seconds):02}.{fraction or '':0<3}"
