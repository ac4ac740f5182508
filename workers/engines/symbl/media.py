"""Media: what a copy on disk is, told by its first bytes, and how long it is.

FFmpeg reads only the head, and is always told which format to open: its own guessing would also
take playlists, which name other files and addresses.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import av

from workers.domain.errors import Refused, Why

_HEAD_BYTES = 64
_MICROSECONDS = 1_000_000
_STARTS = {
    b"OggS": "ogg",
    b"fLaC": "flac",
    b"ID3": "mp3",
    b"#!AMR": "amr",
    b"\x0b\x77": "ac3",
    b"\x1a\x45\xdf\xa3": "matroska",
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11": "asf",
}
_QUICKTIME = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")


@dataclass(frozen=True, slots=True)
class Media:
    """`container` in FFmpeg's words, with "quicktime" for the MP4s that are none."""

    container: str
    video: bool
    length_s: float | None


def look_at_media(path: Path, name: str) -> Media:
    """What the copy at `path` of the recording called `name` is.

    Refuses `EMPTY`, `NOT_A_RECORDING` (no media that we know), `NO_SOUND` and `UNREADABLE`.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if not head:
        raise Refused(Why.EMPTY, name=name)
    container = _container(head)
    if container is None:
        raise Refused(Why.NOT_A_RECORDING, name=name)
    try:
        with av.open(
            path, format=container, options={"protocol_whitelist": "file"}, metadata_errors="ignore"
        ) as opened:
            return _described(opened, container)
    except av.FFmpegError as error:
        raise Refused(Why.UNREADABLE, name=name) from error


def _described(opened: av.container.InputContainer, container: str) -> Media:
    if not opened.streams.audio:
        raise Refused(Why.NO_SOUND)
    if container == "mov" and opened.metadata.get("major_brand", "qt").strip() == "qt":
        container = "quicktime"
    length_s = opened.duration / _MICROSECONDS if opened.duration else None
    return Media(container, any(_moves(stream) for stream in opened.streams.video), length_s)


def _moves(stream: av.VideoStream) -> bool:
    """A cover picture is a video stream too, of one frame."""
    return not stream.disposition & av.stream.Disposition.attached_pic


def _container(head: bytes) -> str | None:
    if head.startswith((b"RIFF", b"RF64")):
        return {b"WAVE": "wav", b"AVI ": "avi"}.get(head[8:12])
    if head.startswith(b"FORM") and head[8:12] in (b"AIFF", b"AIFC"):
        return "aiff"
    if head[4:8] in _QUICKTIME:
        return "mov"
    for start, container in _STARTS.items():
        if head.startswith(start):
            return container
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:
        return "aac" if head[1] & 0xF6 == 0xF0 else "mp3"  # the layer bits tell them apart
    return None
