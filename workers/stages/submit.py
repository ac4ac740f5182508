"""submit: hand the recording to the engine, with a copy on this machine only where it needs one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from functools import partial

from workers.captions import kept
from workers.domain.analysis import Analysis, Stage
from workers.domain.submission import Brief
from workers.engines import find_spec
from workers.processes.workroom import open_workroom
from workers.queues.giving_way import take_turn
from workers.sources.patience import wait_for_host
from workers.sources.unlocking import unlock_source
from workers.stages import Next, Shift, Tools, count_minutes
from workers.store.lease import Queue


def submit(turn: Shift, tools: Tools) -> Next:
    """The copy is deleted as soon as the engine has taken it, and in every other case too."""
    analysis = turn.analysis
    engine = tools.engine(analysis.engine)
    recording, brief = analysis.recording, _brief(analysis, tools)
    engine.prepare(recording, brief)
    with ExitStack() as held:
        if engine.wants_copy(recording):
            folder = held.enter_context(open_workroom(tools.workroom))
            site = unlock_source(tools.source(recording), tools.passcodes, analysis.id, last=True)
            saved, queue = turn.progress.saved, Queue(engine.queue(recording))
            others_wait = partial(tools.others_wait, queue, analysis)
            turns = take_turn(analysis.id, others_wait, tools.lanes(queue, analysis), saved)
            with turns as ask, wait_for_host(saved, analysis.recording), site as source:
                recording = source.fetch(recording, folder, partial(_look, turn.check, ask))
                kept.keep_captions(recording, saved)
        else:
            tools.passcodes.forget(analysis.id)
        submission = engine.submit(recording, brief, turn.progress)
    meeting = submission.meeting
    submission = replace(submission, meeting=None)
    if meeting is None:
        waiting = replace(analysis, stage=Stage.POLL, submission=submission)
        return Next(waiting, after=engine.pauses[0])
    count_minutes(turn, tools, meeting)
    names = kept.suggest_names(meeting, turn.progress.saved)
    heard = replace(analysis, stage=Stage.DRAW, submission=submission, suggested=names)
    return Next(heard, meeting=meeting)


def _look(check: Callable[[], None], ask: Callable[[], None], _bytes: int) -> None:
    check()
    ask()


def _brief(analysis: Analysis, tools: Tools) -> Brief:
    """What was asked for, and for the rest what the channel has set."""
    ask, thread = analysis.ask, analysis.thread
    settings = tools.channels.settings(thread.team, thread.channel)
    return Brief(
        name=f"undertone-{analysis.id}-{analysis.run}",
        speakers=ask.speakers or (settings.speakers if analysis.run == 1 else None),
        language=ask.language or settings.language,
        vocabulary=settings.vocabulary,
        scorer=tools.meeting(analysis.id).scorer if analysis.run > 1 else "",
        webhook_url=_webhook_url(analysis, tools.public_url),
        webhook_secret=analysis.hook,
    )


def _webhook_url(analysis: Analysis, public_url: str | None) -> str | None:
    """Where the engine may call; None where it does not call, or the outside cannot reach us."""
    spec = find_spec(analysis.engine)
    if public_url is None or spec is None or spec.webhook is None:
        return None
    address = f"{public_url.rstrip('/')}/hooks/{spec.name}/{analysis.id}"
    return f"{address}/{analysis.hook}" if spec.webhook.header is None else address
