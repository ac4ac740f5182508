"""locate: find out what was pointed at, without fetching it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from workers.domain.analysis import Stage
from workers.domain.errors import Refused, Why
from workers.domain.recording import Recording
from workers.sources.patience import wait_for_host
from workers.sources.unlocking import unlock_source
from workers.stages import Next, Shift, Tools


def locate(turn: Shift, tools: Tools) -> Next:
    """Ask the source for name, kind, size and media URL, and choose the engine."""
    analysis = turn.analysis
    engine = tools.choose_engine(analysis.ask.engine)
    site = unlock_source(tools.source(analysis.recording), tools.passcodes, analysis.id)
    with wait_for_host(turn.progress.saved), site as source:
        recording = source.locate(analysis.recording)
        _refuse_too_long(recording, tools.longest)
    return Next(replace(analysis, stage=Stage.SUBMIT, recording=recording, engine=engine.name))


def _refuse_too_long(recording: Recording, longest: timedelta) -> None:
    """Before it is fetched, where its source says how long it is; the engine counts for itself."""
    if recording.length_s is not None and recording.length_s > longest.total_seconds():
        raise Refused(Why.TOO_LONG, limit_minutes=longest.total_seconds() / 60)
