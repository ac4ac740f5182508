"""finish: the status message shrinks to its last line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from workers.analysis import Stage
from workers.stages import Next, Tools, Turn
from workers.stages.explain import close
from workers.wording import status


def finish(turn: Turn, tools: Tools) -> Next:
    """The chart is out; saying so twice does no harm."""
    analysis = turn.analysis
    took = datetime.now(UTC) - analysis.accepted_at
    close(analysis, status.charted(analysis, took.total_seconds()), tools)
    return Next(replace(analysis, stage=Stage.FORGET), ended=True)
