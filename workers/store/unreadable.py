"""Unreadable: a record that is there and tells nothing, as its key is gone or it is damaged.

Beside each record stands in plain ids where its thread is and who asked, so that somebody can be
told.
"""

from __future__ import annotations

from dataclasses import dataclass

from workers.domain.analysis import Analysis

_NONE = "-"


@dataclass(frozen=True, slots=True)
class Place:
    """Whom to tell, and where."""

    team: str
    person: str
    channel: str
    status_ts: str | None
    """None where there is no status message yet."""


class Unreadable(Exception):
    """An analysis whose record cannot be read, owned for one lease by whoever claimed it.

    `place` is None where it was written before places were noted. `ended` says that nobody waits
    for it: it was charted or explained long ago, and its time is over.
    """

    def __init__(self, analysis_id: str, fence: int, place: Place | None, *, ended: bool) -> None:
        super().__init__(f"analysis {analysis_id}: its record cannot be read")
        self.analysis_id = analysis_id
        self.fence = fence
        self.place = place
        self.ended = ended


def write_place(analysis: Analysis) -> str:
    """Channel and status message, as they stand beside the record."""
    return f"{analysis.thread.channel} {analysis.status_ts or _NONE}"


def read_place(team: str, person: str, place: str) -> Place | None:
    """From what stands beside a record; empty where nothing does."""
    channel, _, status_ts = place.partition(" ")
    if not channel:
        return None
    return Place(team, person, channel, None if status_ts == _NONE else status_ts)
