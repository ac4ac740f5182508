"""answer: the chart and what it shows, as a new reply in the thread."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from workers.domain.analysis import Analysis, Stage
from workers.slack.verdicts import ImageNotReady
from workers.stages import Next, Shift, Tools, find_chart, post_once, write_answer_post

IMAGE_PATIENCE = timedelta(seconds=20)
"""How long Slack may take to look at the picture before it is shared as a plain file instead."""


def answer(turn: Shift, tools: Tools) -> Next:
    """Post once, later only edit."""
    analysis = turn.analysis
    took_s = analysis.took_s or (datetime.now(UTC) - analysis.accepted_at).total_seconds()
    answered = replace(analysis, took_s=took_s)
    ts = analysis.answer_ts
    post = write_answer_post(answered, tools)
    try:
        if ts is None:
            ts = post_once(turn, tools, "answer", post)
        else:
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
