"""Analysis: one request on its way from a gesture in Slack to a chart in the thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from workers.errors import Why
from workers.recording import Recording
from workers.submission import Submission
from workers.thread import Thread


class Stage(StrEnum):
    """The verbs an analysis goes through, in this order; `workers.stages` has one file for each.

    Each stage has at most one effect that a person sees, so that what is recorded between two
    stages is all that a later try has to know.
    """

    ANNOUNCE = "announce"
    LOCATE = "locate"
    SUBMIT = "submit"
    POLL = "poll"
    DRAW = "draw"
    ATTACH = "attach"
    ANSWER = "answer"
    FINISH = "finish"
    EXPLAIN = "explain"
    FORGET = "forget"
    DONE = "done"
    """Nothing more to do: charted, or explained."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What someone wants, as the bot heard it.

    `message_ts` is the message that pointed at the recording (None for a slash command, which has
    none); `response_url` reaches the person alone for 30 minutes where the channel is closed to us.
    """

    thread: Thread
    asked_by: str
    recording: Recording
    message_ts: str | None = None
    speakers: int | None = None
    engine: str | None = None
    language: str | None = None
    response_url: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an analysis ended without a chart, as the thread is told."""

    why: Why
    details: Mapping[str, str | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """One request and the results of the stages behind it; times are aware UTC."""

    id: str
    ask: Ask
    accepted_at: datetime
    deadline: datetime
    stage: Stage
    thread: Thread
    recording: Recording
    engine: str = ""
    status_ts: str | None = None
    submission: Submission | None = None
    polls: int = 0
    chart_file: str | None = None
    alt_text: str = ""
    answer_ts: str | None = None
    refusal: Refusal | None = None
