"""Files in a message: which of them are recordings, as far as Slack tells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from workers.domain.recording import (
    AUDIO,
    DOCUMENTS,
    TRANSCRIPT,
    VIDEO,
    Kind,
    Recording,
    guess_kind,
)

File = Mapping[str, Any]

_TRANSCRIPT_TYPES = frozenset({"text/vtt", "application/x-subrip", "text/srt"})
_TELLING = re.compile(
    r"transcri|caption|subtitle|untertitel|meeting|recording|interview|stand-?up|huddle|otter"
    r"|fireflies|zoom|teams|whisper|aufnahme|besprechung|reuni[oó]n",
    re.IGNORECASE,
)
_NOT_THERE = frozenset({"access_denied", "file_not_found"})
_NAMED_LINE = re.compile(
    r"^[^\S\n]*(?:\[?[\d:.]+\]?[^\S\n]+)?[^\s:][^:\n]{0,40}:[^\S\n]+\S", re.MULTILINE
)


def find_uploads(files: Sequence[File]) -> tuple[Recording, ...]:
    """The recordings among a message's files, in order."""
    return tuple(_upload(file) for file in files if _is_recording(file))


def tells_a_meeting(upload: Recording) -> bool:
    """Whether an upload that nobody asked about is worth a look, by its name.

    Channels are full of documents; of those only what is called after a meeting or a transcript.
    """
    extension = PurePosixPath(upload.name).suffix.removeprefix(".").lower()
    return extension not in DOCUMENTS - {"txt"} or _TELLING.search(upload.name) is not None


def is_there(file: File) -> bool:
    """Whether it has not been taken away or closed to us."""
    return bool(file.get("id")) and (
        file.get("file_access") not in _NOT_THERE and file.get("mode") != "tombstone"
    )


def _upload(file: File) -> Recording:
    name = file.get("name") or ""
    return Recording(
        slack_file=file["id"], name=name, kind=_kind(file), size_bytes=file.get("size") or None
    )


def _is_recording(file: File) -> bool:
    """Whether an upload is to be heard: by type, by name, or unseen where Slack tells neither."""
    if not is_there(file):
        return False
    if file.get("file_access") == "check_file_info":
        return True
    if not (file.get("mimetype") or file.get("filetype") or file.get("name")):
        return True
    kind = _kind(file)
    return kind is not Kind.UNKNOWN and not (kind is Kind.TRANSCRIPT and _has_no_speakers(file))


def _kind(file: File) -> Kind:
    """By the name first: right after an upload Slack's types are often empty or wrong."""
    named = guess_kind(file.get("name") or "")
    if named is not Kind.UNKNOWN:
        return named
    mimetype = str(file.get("mimetype") or "").partition(";")[0].lower()
    filetype = str(file.get("filetype") or "").lower()
    if mimetype.startswith("audio/") or filetype in AUDIO:
        return Kind.AUDIO
    if mimetype.startswith("video/") or filetype in VIDEO:
        return Kind.VIDEO
    if mimetype in _TRANSCRIPT_TYPES or filetype in TRANSCRIPT or filetype == "text":
        return Kind.TRANSCRIPT
    return Kind.UNKNOWN


def _has_no_speakers(file: File) -> bool:
    """Whether Slack's preview of a plain text shows that it is notes, code or a log.

    Channels are full of .txt files and snippets; only those with `Name: words` lines are meetings.
    """
    preview = file.get("preview")
    plain = str(file.get("name") or "").lower().endswith(".txt") or file.get("filetype") == "text"
    return plain and isinstance(preview, str) and _NAMED_LINE.search(preview) is None
