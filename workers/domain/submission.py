"""Submission: work handed to an engine, and what is needed to find it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workers.domain.meeting import Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What the engine is told beside the recording."""

    name: str
    """Unique for this analysis: a submit whose outcome is unknown is looked for by it."""
    speakers: int | None = None
    language: str = "en-US"
    vocabulary: tuple[str, ...] = ()
    scorer: str = ""
    """Who scored this meeting before: what is heard anew is scored by the same, where it can be."""
    webhook_url: str | None = None
    webhook_secret: str = field(default="", repr=False)
    """What an engine that calls with a header of ours puts there; else it is in the URL."""

    @property
    def in_english(self) -> bool:
        """Whether somebody has said so, or nobody has said otherwise."""
        return self.language.replace("_", "-").split("-")[0].lower() in {"en", "auto"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """Work handed in. An engine that works at once (the embedded one) puts the meeting in here."""

    engine: str
    ids: Mapping[str, str] = field(default_factory=dict)
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """How far the work is; a failure is raised instead (`Refused` where the person can fix it)."""

    done: bool
    share: float | None = None
