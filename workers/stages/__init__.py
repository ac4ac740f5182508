"""The verbs: one stage a file. No RQ, no sleep, no environment.

A stage takes a `Shift` and the `Tools`, has at most one effect that a person sees, and answers with
what comes `Next`. Where `turn.again` is set, it was begun before and nobody knows how it ended.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from workers.charting.picture import Look
from workers.domain.analysis import Analysis, Refusal, Stage
from workers.domain.chart import Chart, CloserLook
from workers.domain.errors import Fault, Refused, Why
from workers.domain.meeting import Meeting
from workers.domain.patience import is_over
from workers.domain.phrases import apply_phrases
from workers.domain.post import Post
from workers.domain.recording import Recording
from workers.domain.thread import Thread
from workers.engines import find_spec, title_engine
from workers.engines.engine import Engine, Progress
from workers.queues.giving_way import Lanes
from workers.slack.client import Mark, Slack
from workers.sources import Source
from workers.store.channels import Channels
from workers.store.engine_minutes import EngineMinutes
from workers.store.fenced import Fenced
from workers.store.late_captions import LateCaptions
from workers.store.lease import Queue
from workers.store.passcodes import Passcodes
from workers.wording import aliases, notes
from workers.wording import answer as wording
from workers.wording.recordings import write_heading

CHART_NAME = "undertone-{id}.png"
TITLE_LIMIT = 40
"""As much as the chart's subtitle has room for."""
LOOK_AGAIN = timedelta(seconds=0.3)
"""After an upload that Slack has not looked at yet."""
IMAGE_PATIENCE = timedelta(seconds=20)
"""How long Slack may take to look at a picture before it is shared as a plain file instead."""


@dataclass(frozen=True, slots=True)
class Shift:
    """One go at a stage."""

    analysis: Analysis
    again: bool
    progress: Progress
    check: Callable[[], None]
    """Raises Stopped when the work is no longer wanted from this worker."""
    ours: Fenced
    """For what is written to Redis beside the record."""


@dataclass(frozen=True, slots=True)
class Next:
    """What a stage leaves behind: the analysis (its `stage` is what to do next), and when."""

    analysis: Analysis
    after: timedelta = timedelta()
    meeting: Meeting | None = None
    ended: bool = False
    """True when nothing is due before the analysis is forgotten."""
    forgotten: bool = False
    """True when nothing may be left of it."""


class Tools(Protocol):
    """What stages work with; `workers.toolbox` builds it on first use."""

    @property
    def slack(self) -> Slack: ...

    @property
    def channels(self) -> Channels: ...

    @property
    def passcodes(self) -> Passcodes: ...

    @property
    def late_captions(self) -> LateCaptions: ...

    def source(self, recording: Recording) -> Source: ...

    def engine(self, name: str) -> Engine: ...

    def choose_engine(self, wanted: str | None) -> Engine: ...

    def meeting(self, analysis_id: str) -> Meeting: ...

    def score(self, texts: Sequence[str], scorer: str) -> Sequence[float | None]:
        """The polarity of English words that a person has written, by a meeting's `scorer`."""
        ...

    def forget_words(self, analysis_id: str) -> None:
        """What was said goes, before anything else does."""
        ...

    def others_wait(self, queue: Queue, analysis: Analysis) -> bool:
        """Whether something of anybody else waits for one of the queue's workers."""
        ...

    def lanes(self, queue: Queue, analysis: Analysis) -> Lanes:
        """What it holds while it is brought."""
        ...

    @property
    def engine_minutes(self) -> EngineMinutes: ...

    @property
    def monthly_minutes(self) -> int | None:
        """How much each engine that costs money may hear in a month; None without a ceiling."""
        ...

    @property
    def workroom(self) -> Path: ...

    @property
    def longest(self) -> timedelta:
        """What is longer is refused."""
        ...

    @property
    def retention(self) -> timedelta: ...

    @property
    def public_url(self) -> str | None: ...


StageFunction = Callable[[Shift, Tools], Next]


def post_once(shift: Shift, tools: Tools, event: str, post: Post) -> str:
    """The ts of the analysis' one message of this kind ("status", "answer", "also"), new or not.

    Where the stage was begun before and nobody knows how it ended, it is looked for in the thread
    first: what an earlier try has posted is found again by its mark, and not posted twice.
    """
    analysis, mark = shift.analysis, Mark(event, shift.analysis.id)
    found = None
    if shift.again:
        found = tools.slack.find(analysis.thread, mark, analysis.accepted_at)
    return found or tools.slack.post(analysis.thread, post, mark)


def find_chart(analysis: Analysis) -> Chart:
    """The chart that an earlier stage uploaded."""
    if analysis.chart is None:
        raise Fault("no chart was uploaded")
    return analysis.chart


def find_look(analysis: Analysis) -> tuple[CloserLook, Chart]:
    """The closer look that is on its way, and its picture, which an earlier stage uploaded."""
    look = find_pending_look(analysis)
    if look.chart is None:
        raise Fault("no closer look was uploaded")
    return look, look.chart


def find_pending_look(analysis: Analysis) -> CloserLook:
    """The closer look that is to be drawn."""
    if analysis.pending_look is None:
        raise Fault("no closer look was asked for")
    return analysis.pending_look


def prepare_drawing(analysis: Analysis, tools: Tools) -> tuple[Meeting, Look]:
    """What is to be drawn, with what people have put right and by the channel's phrases, and how
    the channel likes it."""
    thread, heard = analysis.thread, tools.meeting(analysis.id)
    settings = tools.channels.settings(thread.team, thread.channel)
    titled = replace(heard, title=heard.title or write_heading(analysis.recording, TITLE_LIMIT))
    meeting = apply_phrases(analysis.edits.applied(titled), settings.phrases)
    colours = tools.channels.colours(thread.team, thread.channel, meeting.speakers)
    known = analysis.known_names(heard)
    return meeting, Look(
        settings.theme,
        settings.names,
        colours,
        known,
        settings.quotes,
        topics=settings.topics,
    )


def refuse_taken_back(analysis: Analysis, tools: Tools) -> None:
    """What has been withdrawn from this channel since is not given out here once more."""
    if analysis.recording.slack_file is None:
        return
    try:
        tools.source(analysis.recording).locate(analysis.recording)
    except Refused as refused:
        if refused.why is Why.FILE_NOT_SHARED_HERE:
            raise


def have_taken_in(shift: Shift, tools: Tools, chart: Chart, title: str) -> timedelta:
    """Complete the upload of a picture, once: after a try with an unknown end, ask first whether it
    is there. When to go on."""
    thread = shift.analysis.thread
    if not (shift.again and _is_taken_in(chart, thread, tools)):
        tools.slack.complete({chart.file_id: title}, thread if chart.plain else None)
    ready = chart.plain or tools.slack.processed(chart.file_id)
    return timedelta() if ready else LOOK_AGAIN


def _is_taken_in(chart: Chart, thread: Thread, tools: Tools) -> bool:
    """Whether an earlier try was carried out; a share is to be seen by the time of the next one."""
    if chart.plain:
        return tools.slack.shared(chart.file_id, thread.channel)
    return tools.slack.processed(chart.file_id)


def is_too_slow(chart: Chart) -> bool:
    """Whether Slack has had its time to look at the picture."""
    return is_over(chart.uploaded_at, IMAGE_PATIENCE)


def write_answer_post(analysis: Analysis, tools: Tools) -> Post:
    """The answer as it is now; suggested names are mentioned only where the channel shows names."""
    thread = analysis.thread
    shown = tools.channels.settings(thread.team, thread.channel).names == "real"
    return wording.write_answer(
        make_presentable(analysis, tools),
        tools.meeting(analysis.id),
        tools.retention,
        title_engine(tools.meeting(analysis.id).engine),
        suggesting=shown and analysis.unconfirmed,
        stand_in=_tell_stand_in(analysis),
    )


def _tell_stand_in(analysis: Analysis) -> str:
    chosen = analysis.stand_in
    return notes.write_stand_in(chosen.reason, title_engine(chosen.engine)) if chosen else ""


def count_minutes(shift: Shift, tools: Tools, meeting: Meeting) -> None:
    """Note what an engine that costs money has heard, once for each run, however often the stage
    is."""
    spec, counted = find_spec(meeting.engine), f"minutes {shift.analysis.run} {meeting.engine}"
    if spec is not None and spec.paid and counted not in shift.progress.saved:
        shift.progress.saved[counted] = b"yes"
        tools.engine_minutes.add(spec.name, meeting.end_s / 60)


def make_presentable(analysis: Analysis, tools: Tools) -> Analysis:
    """The analysis with what its recording is called as the channel may see it: where it wants no
    names, the speakers' names are hidden there too."""
    thread, known = analysis.thread, analysis.known_names(tools.meeting(analysis.id))
    names = tools.channels.settings(thread.team, thread.channel).names
    return replace(analysis, recording=aliases.alias_recording(analysis.recording, names, known))


def refuse(analysis: Analysis, why: Why, details: Mapping[str, str | float]) -> Analysis:
    """The analysis on its way to be explained."""
    return replace(analysis, stage=Stage.EXPLAIN, refusal=Refusal(why, details))
