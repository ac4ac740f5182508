"""write_back: tell the engine who is who, so that its copy has the names that people gave."""

from __future__ import annotations

from dataclasses import replace

from workers.domain.analysis import Stage
from workers.stages import Next, Shift, Tools


def write_back(turn: Shift, tools: Tools) -> Next:
    """The chart is out whether or not the engine listens."""
    analysis = turn.analysis
    if analysis.submission is not None and analysis.edits.names:
        tools.engine(analysis.engine).rename(analysis.submission, analysis.edits.names)
    return Next(replace(analysis, stage=Stage.ALSO))
