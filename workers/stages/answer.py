"""answer: the chart and what it shows, as a new reply in the thread."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from workers.analysis import Analysis, Stage
from workers.slack import ImageNotReady, Mark
from workers.stages import Next, Tools, Turn, chart_of
from workers.wording import answer as wording

IMAGE_PATIENCE = timedelta(seconds=20)
"""How long Slack may take to look at the picture before it is shared as a plain file instead."""


def answer(turn: Turn, tools: Tools) -> Next:
    """Post once: a try with an unknown end is looked for in the thread first."""
    analysis = turn.analysis
    mark = Mark("answer", analysis.id)
    found = tools.slack.find(analysis.thread, mark) if turn.again else None
    try:
        ts = found or tools.slack.post(
            analysis.thread, wording.post(analysis, tools.retention), mark
        )
    except ImageNotReady:
        if datetime.now(UTC) - chart_of(analysis).uploaded_at < IMAGE_PATIENCE:
            raise
        return Next(_plainly(analysis))
    return Next(replace(analysis, stage=Stage.FINISH, answer_ts=ts))


def _plainly(analysis: Analysis) -> Analysis:
    """Slack will not show the picture inside a message: draw it anew and share it as a file."""
    chart = replace(chart_of(analysis), plain=True)
    return replace(analysis, stage=Stage.DRAW, chart=chart)
