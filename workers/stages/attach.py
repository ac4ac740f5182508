"""attach: have Slack take the uploaded chart in, so that a message may show it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from workers.analysis import Stage
from workers.stages import Next, Tools, Turn, chart_of
from workers.wording import answer

LOOK_AGAIN = timedelta(seconds=1)


def attach(turn: Turn, tools: Tools) -> Next:
    """Complete the upload; after a try with an unknown end, first ask whether it is there."""
    analysis = turn.analysis
    chart = chart_of(analysis)
    if not (turn.again and tools.slack.processed(chart.file_id)):
        thread = analysis.thread if chart.plain else None
        tools.slack.complete({chart.file_id: answer.chart_title(analysis)}, thread)
    ready = chart.plain or tools.slack.processed(chart.file_id)
    after = timedelta() if ready else LOOK_AGAIN
    return Next(replace(analysis, stage=Stage.ANSWER), after=after)
