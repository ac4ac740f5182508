"""Formats: what of them the embedded engine takes; FFmpeg opens them all."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from workers.domain.errors import Refused, Why
from workers.domain.recording import AUDIO, TRANSCRIPT, VIDEO
from workers.media.formats import HEAD_BYTES, Format, find_format
from workers.transcripts import has_speakers
from workers.transcripts.text import find_text

_BY_NAME = {
    "aac": Format.AAC,
    "mp2": Format.MP3,
    "mp3": Format.MP3,
    **dict.fromkeys(("m4a", "m4b", "m4v", "mov", "mp4", "3gp", "3g2"), Format.MP4),
}
"""Where the first bytes say nothing: streams cut out of the middle, and QuickTime's odd heads."""
_SRT_CUE = re.compile(r"\s*\d+\s*\n\s*\d+:\d\d:\d\d[,.]\d+\s*-->")
_MARKUP = re.compile(r"\s*<(!doctype|html|head|body|\?xml|script|!--)", re.IGNORECASE)


def format_of(path: Path, name: str) -> Format:
    """The format of the copy at `path` of a recording called `name`: bytes first, then its name.

    Refuses what is empty (`EMPTY`), a page or some text (`NOT_A_RECORDING`), and anything else that
    is not on the list (`UNSUPPORTED_TYPE`).
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head:
        raise Refused(Why.EMPTY, name=name)
    extension = PurePosixPath(name).suffix.removeprefix(".").lower()
    text = find_text(head)
    found = find_format(path) or _by_text(text, extension)
    if found is None and text is None:
        found = _BY_NAME.get(extension)
    if found is None:
        promised = extension in AUDIO | VIDEO | TRANSCRIPT
        refusal = Why.UNSUPPORTED_TYPE if text is None and not promised else Why.NOT_A_RECORDING
        raise Refused(refusal, name=name)
    return found


def _by_text(text: str | None, extension: str) -> Format | None:
    if text is None or _MARKUP.match(text):
        return None
    if text.lstrip("\ufeff \n\t").startswith("WEBVTT"):
        return Format.VTT
    if _SRT_CUE.match(text):
        return Format.SRT
    if extension in TRANSCRIPT:
        return Format(extension)
    return Format.TXT if extension not in AUDIO | VIDEO and has_speakers(text) else None
