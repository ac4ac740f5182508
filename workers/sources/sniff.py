"""What a recording is by its first bytes: names and content types are often missing or wrong."""

from __future__ import annotations

import re

from workers.domain.errors import Refused, Why
from workers.domain.recording import Kind, guess_kind
from workers.transcripts import has_speakers

AUDIO_MAGIC = (
    *(b"ID3", b"fLaC", b"OggS", b"#!AMR", b"caff", b"\xff\xf1", b"\xff\xf9"),
    *(b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2", b"\xff\xe3"),
)
VIDEO_MAGIC = (b"\x1aE\xdf\xa3", b"FLV\x01", b"\x00\x00\x01\xba", b"0&\xb2u\x8ef\xcf\x11")
"""Containers that may hold sound alone; Matroska and WebM, Flash, MPEG, Windows Media."""
BOXES = frozenset({b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot"})
RIFF = {b"WAVE": Kind.AUDIO, b"AVI ": Kind.VIDEO, b"AIFF": Kind.AUDIO, b"AIFC": Kind.AUDIO}
OTHER_MAGIC = (
    *(b"%PDF", b"PK\x03\x04", b"PK\x05\x06", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00"),
    *(b"MM\x00*", b"BM", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"\x7fELF", b"MZ", b"SQLite"),
    *(b"{\\rtf", b"\xd0\xcf\x11\xe0", b"wOFF", b"\xfd7zXZ", b"BZh"),
)
PAGE = re.compile(r"<(!doctype\s+html|html|head|body|script|title|meta)\b", re.IGNORECASE)
CUE = re.compile(r"\d{1,3}:\d\d(:\d\d)?[.,]\d{3}\s*-->")
LISTS = ("#EXTM3U", "<MPD", "<?xml", "{", "[")


def sniff_kind(head: bytes, name: str = "", content_type: str = "") -> Kind:
    """The kind of the recording that begins with `head` (up to 4 KB).

    Raises Refused: EMPTY, LINK_IS_A_PAGE (HTML), NOT_A_RECORDING (documents, pictures, archives,
    text without speakers), UNSUPPORTED_TYPE (nothing that is known).
    """
    if not head:
        raise Refused(Why.EMPTY)
    media = _media(head, name)
    if media is not None:
        return media
    if head.startswith(OTHER_MAGIC):
        raise Refused(Why.NOT_A_RECORDING)
    text = _text(head)
    if text is not None:
        return _kind_of_text(text, name, content_type)
    if guess_kind(name) in {Kind.AUDIO, Kind.VIDEO}:
        return guess_kind(name)  # some mp3 and aac begin with neither tag nor sync
    if content_type.startswith("audio/"):
        return Kind.AUDIO
    if content_type.startswith("video/"):
        return Kind.VIDEO
    raise Refused(Why.UNSUPPORTED_TYPE)


def is_page(head: bytes) -> bool:
    """Whether these are the first bytes of a web page."""
    text = _text(head)
    return text is not None and PAGE.search(text[:1024]) is not None


def _media(head: bytes, name: str) -> Kind | None:
    if head[:4] in {b"RIFF", b"RF64", b"FORM"}:
        return RIFF.get(head[8:12])
    if head[4:8] in BOXES:
        sound_only = head[8:12] in {b"M4A ", b"M4B "} or guess_kind(name) is Kind.AUDIO
        return Kind.AUDIO if sound_only else Kind.VIDEO
    if head.startswith(AUDIO_MAGIC):
        return Kind.AUDIO
    if head.startswith(VIDEO_MAGIC) or (head[:1] == b"G" and head[188:189] == b"G"):
        return Kind.AUDIO if guess_kind(name) is Kind.AUDIO else Kind.VIDEO
    return None


def _text(head: bytes) -> str | None:
    """`head` as text; None where it is none."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", errors="replace")
    if b"\x00" in head:
        return None
    try:
        return head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start >= len(head) - 3:  # a letter cut in two at the end
            return head[: error.start].decode("utf-8-sig")
    text = head.decode("cp1252", errors="replace")
    odd = sum(1 for sign in text if not (sign.isprintable() or sign.isspace()))
    return text if odd * 50 < len(text) else None


def _kind_of_text(text: str, name: str, content_type: str) -> Kind:
    begin = text.lstrip()
    if begin.startswith("WEBVTT") or CUE.search(text):
        return Kind.TRANSCRIPT
    if PAGE.search(text[:1024]) or content_type in {"text/html", "application/xhtml+xml"}:
        raise Refused(Why.LINK_IS_A_PAGE)
    if guess_kind(name) is Kind.TRANSCRIPT or has_speakers(text):
        return Kind.TRANSCRIPT
    if begin.startswith(LISTS):
        raise Refused(Why.UNSUPPORTED_TYPE)
    raise Refused(Why.NOT_A_RECORDING)
