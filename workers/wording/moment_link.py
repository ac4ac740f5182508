"""Links that open a recording at a moment, for the hosts whose players can be told where to begin.

Zoom's `startTime` is not among them: it is the moment (since 1970) at which a part of the meeting
began and chooses that part, where recording was stopped and begun anew. Nothing shows that Zoom's
player takes any other moment for a place to begin.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

YOUTUBE = re.compile(r"(www\.|m\.|music\.)?youtube\.com/(watch|live/.)|youtu\.be/.")
VIMEO = re.compile(r"(www\.|player\.)?vimeo\.com/(video/)?\d+")
LOOM = re.compile(r"(www\.)?loom\.com/share/.")
LONGEST = 300
"""Longer links are left alone: a message has little room."""


def link_to_moment(link: str, seconds: float) -> str | None:
    """The same link, beginning `seconds` into the recording; None where the host has no such."""
    try:
        parts = urlsplit(link)
        place = f"{(parts.hostname or '').rstrip('.')}{parts.path}"
    except ValueError:
        return None
    if parts.scheme != "https" or len(link) > LONGEST:
        return None
    whole = max(0, int(seconds))
    if YOUTUBE.match(place):
        return _asking(parts, t=f"{whole}s", without=("t", "start"))
    if LOOM.match(place):
        return _asking(parts, t=str(whole), without=("t",))
    if VIMEO.match(place):
        return parts._replace(fragment=f"t={whole}s").geturl()
    return None


def _asking(parts: SplitResult, *, t: str, without: tuple[str, ...]) -> str:
    kept = [pair for pair in parse_qsl(parts.query) if pair[0] not in without]
    return parts._replace(query=urlencode([*kept, ("t", t)]), fragment="").geturl()
