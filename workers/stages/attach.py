"""attach: have Slack take the uploaded chart in, so that a message may show it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from workers.domain.analysis import Analysis, Stage
from workers.stages import Next, Shift, Tools, find_chart, make_presentable
from workers.wording import answer

LOOK_AGAIN = timedelta(seconds=0.3)


def attach(turn: Shift, tools: Tools) -> Next:
    """Complete the upload; after a try with an unknown end, first ask whether it is there."""
    analysis = turn.analysis
    chart = find_chart(analysis)
    if not (turn.again and _attached(analysis, tools)):
        thread = analysis.thread if chart.plain else None
        tools.slack.complete(
            {chart.file_id: answer.title_chart(make_presentable(analysis, tools))}, thread
        )
    ready = chart.plain or tools.slack.processed(chart.file_id)
    after = timedelta() if ready else LOOK_AGAIN
    return Next(replace(analysis, stage=Stage.ANSWER), after=after)


def _attached(analysis: Analysis, tools: Tools) -> bool:
    """Whether an earlier try was carried out; a share is to be seen by the time of the next one."""
    chart = find_chart(analysis)
    if chart.plain:
        return tools.slack.shared(chart.file_id, analysis.thread.channel)
    return tools.slack.processed(chart.file_id)
