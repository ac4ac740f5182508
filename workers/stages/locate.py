"""locate: find out what was pointed at, without fetching it."""

from __future__ import annotations

from dataclasses import replace

from workers.analysis import Stage
from workers.patience import patience
from workers.stages import Next, Tools, Turn


def locate(turn: Turn, tools: Tools) -> Next:
    """Ask the source for name, kind, size and media URL, and choose the engine."""
    analysis = turn.analysis
    engine = tools.choose_engine(analysis.ask.engine)
    with patience(turn.progress.saved):
        recording = tools.source(analysis.recording).locate(analysis.recording)
    return Next(replace(analysis, stage=Stage.SUBMIT, recording=recording, engine=engine.name))
