"""Formats: what a recording is, told by its first bytes and only then by its name.

FFmpeg's own guessing also takes playlists, which name other files and addresses; so it is always
told which of these formats to open.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path, PurePosixPath

from workers.domain.errors import Refused, Why
from workers.domain.recording import AUDIO, TRANSCRIPT, VIDEO
from workers.transcripts import has_speakers


class Format(StrEnum):
    """FFmpeg's names of the containers that are opened, and our own for transcripts."""

    WAV = "wav"
    AVI = "avi"
    OGG = "ogg"
    FLAC = "flac"
    MP3 = "mp3"
    AAC = "aac"
    MP4 = "mov"
    MATROSKA = "matroska"
    ASF = "asf"
    AIFF = "aiff"
    CAF = "caf"
    AMR = "amr"
    FLASH = "flv"
    MPEG = "mpeg"
    MPEG_TS = "mpegts"
    VTT = "vtt"
    SRT = "srt"
    TXT = "txt"

    @property
    def is_transcript(self) -> bool:
        return self.value in TRANSCRIPT


_BY_NAME = {
    "aac": Format.AAC,
    "mp3": Format.MP3,
    **dict.fromkeys(("m4a", "m4b", "m4v", "mov", "mp4", "3gp", "3g2"), Format.MP4),
}
"""Where the first bytes say nothing: streams cut out of the middle, and QuickTime's odd heads."""

_BY_START = {
    b"OggS": Format.OGG,
    b"fLaC": Format.FLAC,
    b"\x1a\x45\xdf\xa3": Format.MATROSKA,
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11": Format.ASF,
    b"caff": Format.CAF,
    b"#!AMR": Format.AMR,
    b"FLV\x01": Format.FLASH,
    b"\x00\x00\x01\xba": Format.MPEG,
}
_BY_FORM = {
    b"WAVE": Format.WAV,
    b"AVI ": Format.AVI,
    b"AIFF": Format.AIFF,
    b"AIFC": Format.AIFF,
}
"""What stands behind the length of a file in pieces: RIFF, and its elder FORM."""
_QUICKTIME = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_SRT_CUE = re.compile(r"\s*\d+\s*\n\s*\d+:\d\d:\d\d[,.]\d+\s*-->")
_MARKUP = re.compile(r"\s*<(!doctype|html|head|body|\?xml|script|!--)", re.IGNORECASE)
_HEAD_BYTES = 4096


def format_of(path: Path, name: str) -> Format:
    """The format of the copy at `path` of a recording called `name`.

    Refuses what is empty (`EMPTY`), a page or some text (`NOT_A_RECORDING`), and anything else that
    is not on the list (`UNSUPPORTED_TYPE`).
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if not head:
        raise Refused(Why.EMPTY, name=name)
    extension = PurePosixPath(name).suffix.removeprefix(".").lower()
    found = _by_magic(path, head) or _by_text(head, extension)
    if found is None and extension in _BY_NAME and not _is_text(head):
        found = _BY_NAME[extension]
    if found is None:
        promised = extension in AUDIO | VIDEO | TRANSCRIPT
        refusal = Why.NOT_A_RECORDING if promised or _is_text(head) else Why.UNSUPPORTED_TYPE
        raise Refused(refusal, name=name)
    return found


def behind_id3(path: Path, size: int) -> bytes:
    """The first `size` bytes behind an ID3 tag, whose length is written in 7-bit bytes."""
    with path.open("rb") as file:
        head = file.read(10)
        length = sum(
            (byte & 0x7F) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=False)
        )
        file.seek(10 + length if head.startswith(b"ID3") else 0)
        return file.read(size)


def _by_magic(path: Path, head: bytes) -> Format | None:
    if head.startswith((b"RIFF", b"RF64", b"FORM")):
        return _BY_FORM.get(head[8:12])
    if head[4:8] in _QUICKTIME:
        return Format.MP4
    if head.startswith(b"ID3"):
        return _tagged(path)
    if _is_transport(head):
        return Format.MPEG_TS
    begun = (kind for start, kind in _BY_START.items() if head.startswith(start))
    return next(begun, None) or _by_sync(head)


def _is_transport(head: bytes) -> bool:
    """MPEG's transport stream: a G every 188 bytes, or every 192 behind a camera's clock."""
    return any(
        len(head) > 2 * size and head[first : first + 2 * size + 1 : size] == b"GGG"
        for first, size in ((0, 188), (4, 192))
    )


def _by_sync(head: bytes) -> Format | None:
    """MPEG audio begins with eleven set bits; the layer bits tell AAC (none) from MP3."""
    if len(head) < 2 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0 or head.startswith(b"\xff\xfe"):
        return None
    return Format.AAC if head[1] & 0xF6 == 0xF0 else Format.MP3


def _tagged(path: Path) -> Format:
    """An ID3 tag may stand before MP3, AAC and FLAC."""
    behind = behind_id3(path, 4)
    if behind == b"fLaC":
        return Format.FLAC
    return _by_sync(behind) or Format.MP3


def _by_text(head: bytes, extension: str) -> Format | None:
    if not _is_text(head):
        return None
    text = _text(head).lstrip("\ufeff")
    if _MARKUP.match(text):
        return None
    if text.lstrip().startswith("WEBVTT"):
        return Format.VTT
    if _SRT_CUE.match(text.replace("\r\n", "\n")):
        return Format.SRT
    if extension in TRANSCRIPT:
        return Format(extension)
    return Format.TXT if extension not in AUDIO | VIDEO and has_speakers(text) else None


def _is_text(head: bytes) -> bool:
    """Whether these bytes are written text: no control characters but tabs and line ends."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return controls == 0 or _looks_utf16(head)


def _looks_utf16(head: bytes) -> bool:
    """UTF-16 without a mark: nearly every second byte of Latin text is zero."""
    return max(head[0::2].count(0), head[1::2].count(0)) > 0.4 * len(head) and b"\0\0" not in head


def _text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    if _looks_utf16(head):
        return head.decode("utf-16-be" if head[0] == 0 else "utf-16-le", "replace")
    return head.decode("utf-8", "replace")
