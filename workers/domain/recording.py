"""Recording: the media or transcript that someone pointed at, and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from workers.domain.hidden_signs import clean_fields

AUDIO = frozenset(
    {"aac", "ac3", "aif", "aifc", "aiff", "amr", "au", "caf", "flac", "m4a", "m4b", "mka", "mp2"}
    | {"mp3", "oga", "ogg", "opus", "spx", "w64", "wav", "weba", "wma", "wv"}
)
VIDEO = frozenset(
    {"3g2", "3gp", "avi", "flv", "m2ts", "m4v", "mkv", "mov", "mp4", "mpeg", "mpg", "mts", "webm"}
    | {"wmv"}
)
CAPTIONS = frozenset({"ass", "dfxp", "lrc", "sbv", "srt", "ssa", "ttml", "vtt"})
"""What is always a transcript."""
DOCUMENTS = frozenset({"csv", "docx", "json", "jsonl", "markdown", "md", "tsv", "txt"})
"""What may be one, and mostly is something else."""
TRANSCRIPT = CAPTIONS | DOCUMENTS
DEMO_LINK = "undertone:demo"
"""Stands for the example meeting that comes with the project."""


class Kind(StrEnum):
    """What a recording is made of, as far as its name tells; the engine looks at the bytes."""

    AUDIO = "audio"
    VIDEO = "video"
    TRANSCRIPT = "transcript"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What a person pointed at: a link or the id of a Slack file.

    Exactly one of `link` and `slack_file` is set. A source's `locate` fills in the rest as far as
    it can be known without fetching; `path` is set only while a copy lies on this machine.
    """

    link: str | None = None
    slack_file: str | None = None
    asked_in: str = ""
    """The channel it was asked for in, and by whom; a file in Slack is read for them alone."""
    asked_by: str = ""
    name: str = ""
    title: str = ""
    """What its makers call it, where the source tells."""
    made_at: datetime | None = None
    """Aware UTC: when it was made or, where the source tells no better, put where it lies."""
    kind: Kind = Kind.UNKNOWN
    size_bytes: int | None = None
    length_s: float | None = None
    media_url: str | None = None
    public: bool = False
    """True where `media_url` can be fetched by anyone who has it, with no token of ours."""
    token: str | None = field(default=None, repr=False)
    """Opens `link` at its own site, where it came with one; never shown and never logged."""
    captions_link: str | None = field(default=None, repr=False)
    """Where its captions are, if the host told of them with the recording; `token` opens them."""
    path: Path | None = None
    captions: Path | None = None
    """What its host has written of who says what; lies beside `path`, and only as long."""

    def __post_init__(self) -> None:
        clean_fields(self, "name", "title")

    @property
    def key(self) -> str:
        """Tells this recording from the others in the same message."""
        return self.slack_file or self.link or self.name

    @property
    def is_text(self) -> bool:
        """Whether it is read, as far as its name tells, and not listened to."""
        return Kind.TRANSCRIPT in (self.kind, guess_kind(self.name))

    @property
    def called(self) -> str:
        """What people know it by: its title, else its file name; empty where it has neither."""
        return self.title or self.name

    @property
    def host(self) -> str:
        """The host that its link leads to; empty where there is none."""
        try:
            return urlsplit(self.link or "").hostname or ""
        except ValueError:
            return ""


def guess_kind(name: str) -> Kind:
    """The kind that a file name (or the path of a URL) promises by its extension."""
    extension = PurePosixPath(name).suffix.removeprefix(".").lower()
    if extension in AUDIO:
        return Kind.AUDIO
    if extension in VIDEO:
        return Kind.VIDEO
    if extension in TRANSCRIPT:
        return Kind.TRANSCRIPT
    return Kind.UNKNOWN


def find_name(link: str) -> str:
    """The file name at the end of a link's path, decoded; empty where there is none."""
    try:
        return unquote(PurePosixPath(urlsplit(link).path).name)
    except ValueError:
        return ""
