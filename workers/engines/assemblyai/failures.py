"""Failures: why a job ended in an error, told by the words that it begins with.

The words hold links and are the vendor's to change: they are only looked at, and never shown.
"""

from __future__ import annotations

import re

from workers.domain.errors import Refused, Why

_LINK = re.compile(r"https?://\S+")
_SIGNS = (
    ("file type is text/html", Why.LINK_IS_A_PAGE),
    ("does not appear to contain audio", Why.NO_SOUND),
    ("duration is too short", Why.NO_SPEECH),
    ("no spoken audio", Why.NO_SPEECH),
    ("403 client error", Why.LINK_FORBIDDEN),
    ("404 client error", Why.LINK_NOT_FOUND),
    ("download error", Why.LINK_UNREACHABLE),
    ("transcoding failed", Why.UNREADABLE),
    ("could not be decoded", Why.UNREADABLE),
)


def explain_failure(error: object, transcript_id: str, language: str) -> Refused:
    """What people are told of a job that failed with the text `error`; the names of files in its
    links say nothing about it."""
    said = _LINK.sub("", error.lower()) if isinstance(error, str) else ""
    if "language" in said:
        return Refused(Why.ENGINE_LANGUAGE, engine="AssemblyAI", language=language)
    for sign, why in _SIGNS:
        if sign in said:
            return Refused(why)
    return Refused(Why.ENGINE_FAILED, engine="AssemblyAI", job=transcript_id)
