"""Formats: what of them the embedded engine takes; FFmpeg opens them all."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from workers.domain.errors import Refused, Why
from workers.domain.recording import AUDIO, TRANSCRIPT, VIDEO
from workers.media.formats import HEAD_BYTES, Format, find_format
from workers.transcripts import find_form, is_page
from workers.transcripts.raw.text import find_text

_BY_NAME = {
    "aac": Format.AAC,
    "mp2": Format.MP3,
    "mp3": Format.MP3,
    **dict.fromkeys(("m4a", "m4b", "m4v", "mov", "mp4", "3gp", "3g2"), Format.MP4),
}
"""Where the first bytes say nothing: streams cut out of the middle, and QuickTime's odd heads."""


def recognise_format(path: Path, name: str) -> Format:
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
    form = find_form(head, name)
    found = find_format(path) or (Format(form) if form else None)
    if found is None and text is None:
        found = _BY_NAME.get(extension)
    if found is None and is_page(head):
        raise Refused(Why.FILE_IS_A_PAGE, name=name)
    if found is None:
        promised = extension in AUDIO | VIDEO | TRANSCRIPT
        refusal = Why.UNSUPPORTED_TYPE if text is None and not promised else Why.NOT_A_RECORDING
        raise Refused(refusal, name=name)
    return found
