"""Formats: what a recording is by its first bytes; names and content types are often wrong.

This is the one table. Sources and engines read it, and each says what of it it takes. FFmpeg is
always told which of these to open: its own guessing also takes playlists, which name other files
and addresses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from workers.domain.recording import TRANSCRIPT, Kind

HEAD_BYTES = 4096
"""As much of a recording as is ever looked at to know it."""


class Format(StrEnum):
    """FFmpeg's names of what it is told to open, and our own for transcripts."""

    AAC = "aac"
    AC3 = "ac3"
    AIFF = "aiff"
    AMR = "amr"
    ASF = "asf"
    AU = "au"
    AVI = "avi"
    CAF = "caf"
    FLAC = "flac"
    FLASH = "flv"
    MATROSKA = "matroska"
    MP3 = "mp3"
    MP4 = "mov"
    MPEG = "mpeg"
    MPEG_TS = "mpegts"
    OGG = "ogg"
    W64 = "w64"
    WAV = "wav"
    WAVPACK = "wv"
    ASS = "ass"
    CSV = "csv"
    DOCX = "docx"
    JSON = "json"
    SBV = "sbv"
    SRT = "srt"
    TTML = "ttml"
    TXT = "txt"
    VTT = "vtt"

    @property
    def is_transcript(self) -> bool:
        return self.value in TRANSCRIPT


@dataclass(frozen=True, slots=True)
class Magic:
    """How a format begins (a pattern of bytes), and what it holds unless something else tells."""

    format: Format
    kind: Kind
    begins: bytes

    def matches(self, head: bytes) -> bool:
        return re.match(self.begins, head, re.DOTALL) is not None


MAGIC = (
    Magic(Format.WAV, Kind.AUDIO, rb"(?:RIFF|RIFX|RF64|BW64)....WAVE"),
    Magic(Format.AVI, Kind.VIDEO, rb"RIFF....AVI "),
    Magic(Format.W64, Kind.AUDIO, rb"riff\x2e\x91\xcf\x11"),
    Magic(Format.AIFF, Kind.AUDIO, rb"FORM....AIF[FC]"),
    Magic(Format.MP4, Kind.AUDIO, rb"\0...ftypM4[AB] "),
    Magic(Format.MP4, Kind.VIDEO, rb"\0...(?:ftyp|free|skip|wide|pnot)|....(?:moov|mdat)"),
    Magic(Format.OGG, Kind.AUDIO, rb"OggS"),
    Magic(Format.FLAC, Kind.AUDIO, rb"fLaC"),
    Magic(Format.CAF, Kind.AUDIO, rb"caff"),
    Magic(Format.AMR, Kind.AUDIO, rb"#!AMR"),
    Magic(Format.AU, Kind.AUDIO, rb"\.snd\0"),
    Magic(Format.WAVPACK, Kind.AUDIO, rb"wvpk"),
    Magic(Format.AC3, Kind.AUDIO, rb"\x0b\x77"),
    Magic(Format.MATROSKA, Kind.VIDEO, rb"\x1a\x45\xdf\xa3"),
    Magic(Format.ASF, Kind.VIDEO, rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11"),
    Magic(Format.FLASH, Kind.VIDEO, rb"FLV\x01"),
    Magic(Format.MPEG, Kind.VIDEO, rb"\0\0\x01\xba"),
    # A G every 188 bytes, or every 192 behind a camera's clock.
    Magic(Format.MPEG_TS, Kind.VIDEO, rb"G(?:.{187}G){2}|.{4}G(?:.{191}G){2}"),
    # Eleven set bits; the layer bits tell AAC, which has none, from the layers of MPEG audio.
    Magic(Format.AAC, Kind.AUDIO, rb"\xff[\xf0\xf1\xf8\xf9]"),
    Magic(Format.MP3, Kind.AUDIO, rb"\xff[\xe2-\xe7\xf2-\xf7\xfa-\xfd\xff]"),
    Magic(Format.MP3, Kind.AUDIO, rb"ID3"),
)
"""The first that matches counts. Containers of pictures may hold sound alone."""

DOCUMENT = re.compile(rb"%PDF|\{\\rtf")
"""Documents that are written text on their face."""

OTHER = re.compile(
    rb"PK\x03\x04|PK\x05\x06|\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|BM|\x1f\x8b|Rar!|7z\xbc\xaf"
    rb"|\x7fELF|MZ|SQLite|\xd0\xcf\x11\xe0|wOFF|\xfd7zXZ|BZh"
)
"""Pictures, archives, programs: whatever starts so and is no written text is no recording."""


def find_magic(head: bytes) -> Magic | None:
    """The row for what begins with `head`; None where it begins like no media that is known."""
    behind = head[_measure_id3(head) :] if head.startswith(b"ID3") else b""
    rows = (row for start in (behind, head) for row in MAGIC if row.matches(start))
    return next(rows, None)


def find_format(path: Path) -> Format | None:
    """The format of the copy at `path`, however long a tag stands before it; None as above."""
    with path.open("rb") as file:
        row = find_magic(file.read(HEAD_BYTES))
    if row is not None and row.format is Format.MP3:
        row = find_magic(read_behind_id3(path, HEAD_BYTES)) or row
    return row.format if row else None


def read_behind_id3(path: Path, size: int) -> bytes:
    """The first `size` bytes behind an ID3 tag, where there is one."""
    with path.open("rb") as file:
        head = file.read(10)
        file.seek(_measure_id3(head) if head.startswith(b"ID3") else 0)
        return file.read(size)


def _measure_id3(head: bytes) -> int:
    """How many bytes the tag takes; it writes its length in bytes of seven bits."""
    shifts = zip(head[6:10], (21, 14, 7, 0), strict=False)
    return 10 + sum((byte & 0x7F) << shift for byte, shift in shifts)
