"""finish: the status message shrinks to its last line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from workers.analysis import Stage
from workers.stages import Next, Tools, Turn
from workers.wording import status


def finish(turn: Turn, tools: Tools) -> Next:
    """The chart is out; saying so twice does no harm."""
    analysis = turn.analysis
    took = datetime.now(UTC) - analysis.accepted_at
    if analysis.status_ts is not None:
        last_word = status.charted(analysis, took.total_seconds())
        tools.slack.close(analysis.thread.channel, analysis.status_ts, last_word)
    return Next(replace(analysis, stage=Stage.FORGET), ended=True)
