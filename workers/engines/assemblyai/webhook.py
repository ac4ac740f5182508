"""Webhook: AssemblyAI's call that a transcript is ready, as the bot receives it.

The call is not signed; it brings back a header of ours. It says no more than an id and a status, so
it is only a hint to look. Nothing here does I/O; the bot imports this file.
"""

from __future__ import annotations

import json

HEADER = "X-Undertone-Hook"


def read_transcript_id(body: bytes) -> str | None:
    """The transcript that a call is about; None where it is about something else."""
    try:
        told = json.loads(body)
    except ValueError:
        return None
    found = told.get("transcript_id") if isinstance(told, dict) else None
    return found if isinstance(found, str) and found else None
