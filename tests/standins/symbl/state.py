"""State: the account's conversations and jobs, and how they come along with time."""

from __future__ import annotations

import itertools
import math
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.standins.symbl.knobs import Knobs
from tests.standins.symbl.script import Line


@dataclass
class Job:
    """One submit. Fixed when it is made: later turns of the knobs are for later jobs."""

    id: str
    lasts_s: float
    fails: bool
    begun: float = field(default_factory=time.monotonic)

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1."""
        gone = time.monotonic() - self.begun
        return min(1.0, gone / self.lasts_s) if self.lasts_s > 0 else 1.0

    @property
    def unfinished(self) -> bool:
        return self.share < 1

    def state(self, knobs: Knobs) -> str:
        if not self.unfinished:
            return "failed" if self.fails else "completed"
        return knobs.state or ("scheduled" if self.share < 0.1 else "in_progress")


@dataclass
class Conversation:
    """What came of a submit: complete from the start, but hidden until `job` is done."""

    id: str
    name: str
    job: Job
    options: Mapping[str, Any]
    lines: list[Line]
    members: list[dict[str, str]]
    speaking: list[str]
    """The member id behind each line; empty where nobody is told apart."""
    started: datetime
    made: float = field(default_factory=time.monotonic)


class Account:
    """One account: everything in it, and how many of its jobs run."""

    def __init__(self, knobs: Knobs) -> None:
        self._knobs = knobs
        self._ids = itertools.count(5_815_170_693_595_136)
        self.conversations: dict[str, Conversation] = {}
        self.jobs: dict[str, Job] = {}

    @property
    def full(self) -> bool:
        return sum(job.unfinished for job in self.jobs.values()) >= self._knobs.concurrency

    def recorded(self, options: Mapping[str, Any]) -> Conversation:
        """The conversation that audio or video with these options becomes."""
        asked = str(options.get("enableSpeakerDiarization", "false")).lower() == "true"
        voices = int(options.get("diarizationSpeakerCount", 1)) if asked else 0
        lines = list(self._knobs.lines)
        heard = sorted({line.voice % voices for line in lines}) if voices else []
        members = [_member(f"Speaker {voice + 1}") for voice in heard]
        speaking = [members[heard.index(line.voice % voices)]["id"] for line in lines if voices]
        return self._add(options, lines, members, speaking, datetime.now(UTC))

    def written(self, body: Mapping[str, Any]) -> Conversation:
        """The conversation that a transcript becomes."""
        now = datetime.now(UTC)
        starts = [_instant(message, "startTime") or now for message in body["messages"]]
        started = min(starts)
        lines: list[Line] = []
        members: list[dict[str, str]] = []
        speaking: list[str] = []
        for message, start in zip(body["messages"], starts, strict=True):
            sender = message.get("from", {})
            name = sender.get("name", "")
            member = next((known for known in members if known["name"] == name), None)
            if member is None:
                member = _member(name, sender.get("userId"))
                members.append(member)
            speaking.append(member["id"] if name else "")
            end = _instant(message, "endTime") or start
            lines.append(
                Line(
                    voice=members.index(member),
                    start_s=(start - started).total_seconds(),
                    lasts_s=(end - start).total_seconds(),
                    text=message["payload"]["content"],
                    score=0.25,
                )
            )
        return self._add(body, lines, members, speaking, started)

    def finish(self) -> None:
        """End every job now."""
        for job in self.jobs.values():
            job.lasts_s = 0.0

    def _add(
        self,
        options: Mapping[str, Any],
        lines: list[Line],
        members: list[dict[str, str]],
        speaking: list[str],
        started: datetime,
    ) -> Conversation:
        job = Job(str(uuid.uuid4()), self._knobs.job_s, self._knobs.fails)
        id_ = str(next(self._ids))
        name = options.get("name", id_)
        made = Conversation(id_, name, job, dict(options), lines, members, speaking, started)
        self.jobs[job.id] = job
        self.conversations[id_] = made
        return made


def instant(moment: datetime) -> str:
    """The API's spelling of a moment."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def shown(conversation: Conversation) -> int:
    """How many of its lines can be seen: an unfinished one shows a part, and does not say so."""
    return math.floor(conversation.job.share * len(conversation.lines))


def messages(conversation: Conversation, knobs: Knobs, *, sentiment: bool) -> list[dict[str, Any]]:
    """The lines to be seen, as the messages endpoint gives them."""
    english = str(conversation.options.get("languageCode", "en-US")).startswith("en")
    found = []
    for at, line in enumerate(conversation.lines[: shown(conversation)]):
        start = conversation.started + timedelta(seconds=line.start_s)
        message: dict[str, Any] = {
            "id": f"{conversation.id}{at:04}",
            "text": line.text,
            "conversationId": conversation.id,
            "from": _sender(conversation, at) if knobs.speakers else {},
            "startTime": instant(start),
            "endTime": instant(start + timedelta(seconds=line.lasts_s)),
            "phrases": [],
        }
        if knobs.offsets:
            message |= {"timeOffset": round(line.start_s, 2), "duration": round(line.lasts_s, 2)}
        if sentiment and knobs.sentiment and english and line.score is not None:
            message["sentiment"] = {
                "polarity": {"score": line.score},
                "suggested": _suggested(line.score),
            }
        found.append(message)
    return found


def _sender(conversation: Conversation, at: int) -> dict[str, str]:
    id_ = conversation.speaking[at] if conversation.speaking else ""
    return next((dict(member) for member in conversation.members if member["id"] == id_), {})


def _suggested(score: float) -> str:
    if score < -0.3:
        return "negative"
    return "positive" if score > 0.3 else "neutral"


def _member(name: str, email: str | None = None) -> dict[str, str]:
    member = {"id": str(uuid.uuid4()), "name": name}
    return member | {"email": email} if email else member


def _instant(message: Mapping[str, Any], key: str) -> datetime | None:
    duration = message.get("duration")
    return datetime.fromisoformat(duration[key]) if duration else None
