"""What a recording is called, when it was made and how long it is, as far as its source says."""

from __future__ import annotations

from workers.domain.recording import Recording
from workers.wording.mrkdwn import shorten, write_span


def write_heading(recording: Recording, limit: int) -> str:
    """Name and date on one line of plain text; the name is cut where it would be too long."""
    day = write_date(recording)
    if not (day and recording.called):
        return shorten(recording.called, limit)
    return f"{shorten(recording.called, limit - len(day) - 2)}, {day}"


def write_particulars(recording: Recording) -> str:
    """Date and length; empty where neither is known."""
    length = "" if recording.length_s is None else write_span(recording.length_s)
    return ", ".join(part for part in (write_date(recording), length) if part)


def write_date(recording: Recording) -> str:
    """The day (UTC) it was made, like 12 May 2026; empty where that is not known."""
    made = recording.made_at
    return "" if made is None else f"{made.day} {made:%b %Y}"
