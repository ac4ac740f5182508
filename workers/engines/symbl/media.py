"""Media: what a copy on disk is, told by its first bytes, and how long it is.

FFmpeg reads only the head.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import av

from workers.domain.errors import Refused, Why
from workers.media.formats import Format, find_format

_MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Media:
    """`quicktime` tells the MP4s that are none."""

    format: Format
    video: bool
    length_s: float | None
    quicktime: bool = False


def look_at_media(path: Path, name: str) -> Media:
    """What the copy at `path` of the recording called `name` is.

    Refuses `EMPTY`, `NOT_A_RECORDING` (no media that we know), `NO_SOUND` and `UNREADABLE`.
    """
    if not path.stat().st_size:
        raise Refused(Why.EMPTY, name=name)
    found = find_format(path)
    if found is None:
        raise Refused(Why.NOT_A_RECORDING, name=name)
    only_files = {"protocol_whitelist": "file"}
    try:
        with av.open(
            path, format=found.value, options=only_files, metadata_errors="ignore"
        ) as opened:
            return _described(opened, found)
    except av.FFmpegError as error:
        raise Refused(Why.UNREADABLE, name=name) from error


def _described(opened: av.container.InputContainer, found: Format) -> Media:
    if not opened.streams.audio:
        raise Refused(Why.NO_SOUND)
    brand = opened.metadata.get("major_brand", "qt").strip()
    return Media(
        format=found,
        video=any(_moves(stream) for stream in opened.streams.video),
        length_s=opened.duration / _MICROSECONDS if opened.duration else None,
        quicktime=found is Format.MP4 and brand == "qt",
    )


def _moves(stream: av.VideoStream) -> bool:
    """A cover picture is a video stream too, of one frame."""
    return not stream.disposition & av.stream.Disposition.attached_pic
