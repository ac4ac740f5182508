"""Transcript: a .vtt, .srt or .txt as the messages that the text endpoint takes."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from workers.transcripts import Said
from workers.transcripts.apart import read_apart


def make_messages(path: Path, name: str, anchor: datetime) -> list[dict[str, Any]]:
    """The transcript at `path`, called `name`, with its times counted from `anchor` (aware UTC).

    Estimated times are not sent. Refuses `NO_UTTERANCES` where nothing is said in it.
    """
    transcript = read_apart(path, name=name)
    timed = not transcript.times_estimated
    return [_message(said, anchor if timed else None) for said in transcript.said]


def spell_instant(moment: datetime) -> str:
    """A moment in the API's spelling."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _message(said: Said, anchor: datetime | None) -> dict[str, Any]:
    message: dict[str, Any] = {"payload": {"content": said.text}}
    if said.speaker:
        message["from"] = {"name": said.speaker}
    if anchor is not None:
        message["duration"] = {
            "startTime": spell_instant(anchor + timedelta(seconds=said.start_s)),
            "endTime": spell_instant(anchor + timedelta(seconds=said.end_s)),
        }
    return message
