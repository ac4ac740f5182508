"""What a recording is by its first bytes: names and content types are often missing or wrong."""

from __future__ import annotations

import re

from workers.domain.errors import Refused, Why
from workers.domain.recording import Kind, guess_kind
from workers.media import formats
from workers.transcripts import has_speakers
from workers.transcripts.text import find_text

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
    media = formats.find_magic(head)
    if media is not None:
        return Kind.AUDIO if guess_kind(name) is Kind.AUDIO else media.kind
    if formats.DOCUMENT.match(head):
        raise Refused(Why.NOT_A_RECORDING)
    text = find_text(head)
    if text is not None:
        return _kind_of_text(text, name, content_type)
    if formats.OTHER.match(head):
        raise Refused(Why.NOT_A_RECORDING)
    if guess_kind(name) in {Kind.AUDIO, Kind.VIDEO}:
        return guess_kind(name)  # some mp3 and aac begin with neither tag nor sync
    if content_type.startswith("audio/"):
        return Kind.AUDIO
    if content_type.startswith("video/"):
        return Kind.VIDEO
    raise Refused(Why.UNSUPPORTED_TYPE)


def is_page(head: bytes) -> bool:
    """Whether these are the first bytes of a web page."""
    text = find_text(head)
    return text is not None and PAGE.search(text[:1024]) is not None


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
