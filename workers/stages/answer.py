"""answer: the chart and what it shows, as a new reply in the thread."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from workers.domain.analysis import Analysis, Stage
from workers.slack.client import Mark
from workers.slack.verdicts import ImageNotReady
from workers.stages import Next, Shift, Tools, find_chart, write_answer_post

IMAGE_PATIENCE = timedelta(seconds=20)
"""How long Slack may take to look at the picture before it is shared as a plain file instead."""


def answer(turn: Shift, tools: Tools) -> Next:
    """Post once, later only edit: a try with an unknown end is looked for in the thread first."""
    analysis = turn.analysis
    took_s = analysis.took_s or (datetime.now(UTC) - analysis.accepted_at).total_seconds()
    answered = replace(analysis, took_s=took_s)
    mark = Mark("answer", analysis.id)
    ts = analysis.answer_ts
    if ts is None and turn.again:
        ts = tools.slack.find(analysis.thread, mark, analysis.accepted_at)
    post = write_answer_post(answered, tools)
    try:
        if ts is None:
            ts = tools.slack.post(analysis.thread, post, mark)
        elif analysis.answer_ts:
            tools.slack.edit(analysis.thread.channel, ts, post)
    except ImageNotReady:
        if datetime.now(UTC) - find_chart(analysis).uploaded_at < IMAGE_PATIENCE:
            raise
        return Next(_plainly(analysis))
    return Next(replace(answered, stage=Stage.FINISH, answer_ts=ts))


def _plainly(analysis: Analysis) -> Analysis:
    """Slack will not show the picture inside a message: draw it anew and share it as a file."""
    chart = replace(find_chart(analysis), plain=True)
    return replace(analysis, stage=Stage.DRAW, chart=chart)
