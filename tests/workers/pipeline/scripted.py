"""A real toolbox with a scripted engine and a scripted source, and what tests do with them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from redis import Redis

from tests.standins.slack import SlackStandIn
from tests.standins.slack.nouns import Message
from tests.workers.analyses import a_meeting, an_analysis, an_ask
from workers import jobs
from workers.domain.analysis import Analysis, Stage
from workers.domain.errors import AnalysisError, Refused, Why
from workers.domain.extras import Extras
from workers.domain.meeting import Meeting
from workers.domain.recording import Recording
from workers.domain.submission import Brief, Status, Submission
from workers.domain.thread import Thread
from workers.engines.engine import Engine, Progress
from workers.intake import Intake
from workers.settings import WorkerSettings
from workers.sources import Source
from workers.store.passcodes import Opener
from workers.toolbox import Toolbox


@dataclass
class ScriptedEngine:
    """An engine that is done after so many looks, or raises what it is told."""

    looks: int = 1
    trouble: AnalysisError | Exception | None = None
    name: str = "scripted"
    pauses: tuple[timedelta, ...] = (timedelta(milliseconds=1),)
    told: list[str] = field(default_factory=list)
    found: Extras = field(default_factory=Extras)
    scorer: str = ""
    heard: Meeting | None = None
    briefs: list[Brief] = field(default_factory=list)

    def queue(self, recording: Recording) -> str:
        return "pipeline"

    def wants_copy(self, recording: Recording) -> bool:
        return True

    def submit(self, recording: Recording, brief: Brief, progress: Progress) -> Submission:
        assert recording.path is not None
        assert recording.path.exists()
        self.told.append(f"submit {brief.name}")
        self.briefs.append(brief)
        if self.trouble is not None:
            raise self.trouble
        return Submission(engine=self.name, ids={"job": "1"})

    def status(self, submission: Submission) -> Status:
        self.looks -= 1
        return Status(done=self.looks <= 0)

    def meeting(self, submission: Submission) -> Meeting:
        return replace(self.heard or a_meeting(), scorer=self.scorer)

    def prepare(self, recording: Recording, brief: Brief) -> None:
        self.told.append("prepare")

    def extras(self, submission: Submission) -> Extras:
        return self.found

    def rename(self, submission: Submission, names: Mapping[str, str]) -> None:
        self.told.append(f"rename {dict(names)}")

    def forget(self, submission: Submission) -> None:
        self.told.append("forget")


@dataclass
class ScriptedSource:
    """A source that has the recording, or raises what it is told."""

    trouble: AnalysisError | None = None
    name: str = "scripted"
    examples: tuple[str, ...] = ()
    folders: list[Path] = field(default_factory=list)
    known: dict[str, Any] = field(default_factory=dict)
    """What is known of the recording before it is fetched."""
    captions: str = ""
    late_captions: str = ""
    late_trouble: list[AnalysisError] = field(default_factory=list)
    """What bringing them raises first."""
    brought: list[Recording] = field(default_factory=list)
    """Whose captions were asked for alone."""
    locked_with: str | None = None
    passcode: str | None = None

    def opened_with(self, passcode: str) -> Source:
        return replace(self, passcode=passcode)

    def claims(self, recording: Recording) -> bool:
        return True

    def locate(self, recording: Recording) -> Recording:
        if self.trouble is not None:
            raise self.trouble
        self.look()
        return replace(recording, size_bytes=3, **self.known)

    def look(self) -> None:
        if self.passcode != self.locked_with:
            raise Refused(Why.LINK_NEEDS_PASSCODE)

    def fetch(
        self, recording: Recording, folder: Path, on_bytes: Callable[[int], None] | None = None
    ) -> Recording:
        self.look()
        path = folder / "recording"
        path.write_bytes(b"abc")
        self.folders.append(folder)
        beside = folder / "captions"
        beside.write_text(self.captions)
        return replace(recording, path=path, captions=beside if self.captions else None)

    def bring_captions(self, recording: Recording, folder: Path) -> Path | None:
        self.brought.append(recording)
        if self.late_trouble:
            raise self.late_trouble.pop()
        path = folder / "captions"
        path.write_text(self.late_captions)
        return path


class ScriptedTools(Toolbox):
    """The real toolbox but for who transcribes and where recordings come from."""

    def __init__(self, settings: WorkerSettings, redis: Redis) -> None:
        super().__init__(settings, redis, Opener())
        self.passcodes.announce()
        self.scripted_engine = ScriptedEngine()
        self.scripted_source = ScriptedSource()

    def engine(self, name: str) -> Engine:
        return self.scripted_engine

    def choose_engine(self, wanted: str | None) -> Engine:
        return self.scripted_engine

    def source(self, recording: Recording) -> Source:
        return self.scripted_source


def accept(tools: Toolbox, asked: Message, **known: object) -> Analysis:
    thread = Thread("T1", asked.channel, asked.ts)
    analysis = an_analysis(an_ask(thread=thread, message_ts=asked.ts, asked_by=asked.user), **known)
    tools.ledger.accept(analysis, analysis.id)
    tools.index.add(analysis)
    return analysis


def work(tools: Toolbox, analysis: Analysis) -> Analysis:
    """Wake it up, as the pacemaker would, until it has ended."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        jobs.run_stages(analysis.id, tools)
        now = tools.ledger.read(analysis.id)
        assert now is not None
        if now.stage is Stage.FORGET:
            return now
        time.sleep(0.02)
    raise AssertionError("it does not end")


def replies(slack: SlackStandIn, asked: Message) -> list[Message]:
    return [each for each in slack.thread(asked) if each.user == slack.bot_user]


def charts(slack: SlackStandIn, asked: Message) -> list[Message]:
    return [
        each
        for each in replies(slack, asked)
        if any(block["type"] == "image" for block in each.blocks)
    ]


def front_door(tools: Toolbox) -> Intake:
    return Intake(tools.redis)


def answer_of(slack: SlackStandIn, asked: Message) -> Message:
    (answer,) = charts(slack, asked)
    return answer
