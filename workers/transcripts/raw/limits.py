"""Limits: how much of a transcript is read, so that no file takes more than seconds."""

from __future__ import annotations

from workers.domain.errors import Refused, Why

MOST_STRETCHES = 40_000
"""More utterances than two days and nights of talk have."""
MOST_LINES = 120_000
"""Three for each of them: who, what, and a blank one."""
MOST_XML_BYTES = 24_000_000
"""Of a document inside a .docx, unpacked."""
MOST_ELEMENTS = 400_000
MOST_VALUES = 1_500_000
"""Commas and brackets of a JSON file."""


def refuse_too_much(count: int, limit: int) -> None:
    """Raises `Refused(TRANSCRIPT_TOO_LONG)` where there is more than the limit."""
    if count > limit:
        raise Refused(Why.TRANSCRIPT_TOO_LONG)
