"""locate: find out what was pointed at, without fetching it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

from workers.domain.analysis import Analysis, Stage
from workers.domain.errors import Refused, Why
from workers.domain.recording import Recording
from workers.domain.stand_in import StandIn
from workers.engines import STAND_IN, find_spec
from workers.engines.engine import Engine
from workers.queues.giving_way import take_turn
from workers.sources.patience import wait_for_host
from workers.sources.unlocking import unlock_source
from workers.stages import Next, Shift, Tools
from workers.store.lease import Queue


def locate(turn: Shift, tools: Tools) -> Next:
    """Ask the source for name, kind, size and media URL, and choose the engine."""
    analysis = turn.analysis
    tools.slack.refuse_closed(analysis.thread.channel)
    engine, stand_in = _choose_engine(analysis, tools)
    site = unlock_source(tools.source(analysis.recording), tools.passcodes, analysis.id)
    asked = replace(
        analysis.recording, asked_in=analysis.thread.channel, asked_by=analysis.ask.asked_by
    )
    saved, others_wait = turn.progress.saved, partial(tools.others_wait, Queue.PIPELINE, analysis)
    turns = take_turn(analysis.id, others_wait, tools.lanes(Queue.PIPELINE, analysis), saved)
    with turns, wait_for_host(saved, analysis.recording), site as source:
        recording = source.locate(asked)
        _refuse_too_long(recording, tools.longest)
    located = replace(analysis, recording=recording, engine=engine.name, stand_in=stand_in)
    return Next(replace(located, stage=Stage.SUBMIT))


def _choose_engine(analysis: Analysis, tools: Tools) -> tuple[Engine, StandIn | None]:
    """The one that was asked for, else the channel's, else the house's; and the embedded one in its
    place where its month's minutes are used up."""
    thread = analysis.thread
    channel = tools.channels.settings(thread.team, thread.channel)
    engine = tools.choose_engine(analysis.ask.engine or channel.engine)
    spec, most = find_spec(engine.name), tools.monthly_minutes
    if spec is None or not spec.paid or most is None:
        return engine, None
    if tools.engine_minutes.of_month().get(engine.name, 0.0) < most:
        return engine, None
    return tools.engine(STAND_IN), StandIn(engine.name, "minutes")


def _refuse_too_long(recording: Recording, longest: timedelta) -> None:
    """Before it is fetched, where its source says how long it is; the engine counts for itself."""
    if recording.length_s is not None and recording.length_s > longest.total_seconds():
        raise Refused(Why.TOO_LONG, limit_minutes=longest.total_seconds() / 60)
