"""answer: the chart and what it shows, as a new reply in the thread."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from workers.domain.analysis import Analysis, Stage
from workers.domain.looks import go_to_looks
from workers.domain.slack_error import SlackRefusal
from workers.slack.plain_form import OF_BLOCKS
from workers.slack.verdicts import ImageNotReady
from workers.stages import Next, Shift, Tools, find_chart, is_too_slow, post_once, write_answer_post


def answer(turn: Shift, tools: Tools) -> Next:
    """Post once, later only edit."""
    analysis = turn.analysis
    took = datetime.now(UTC) - analysis.accepted_at
    took_s = analysis.took_s or max(0.0, took.total_seconds())
    answered = replace(analysis, took_s=took_s)
    ts = analysis.answer_ts
    post = write_answer_post(answered, tools)
    try:
        if ts is None:
            ts = post_once(turn, tools, "answer", post)
        else:
            tools.slack.edit(analysis.thread.channel, ts, post)
    except ImageNotReady:
        if not is_too_slow(find_chart(analysis)):
            raise
        return Next(_plainly(analysis))
    except SlackRefusal as refusal:
        if refusal.error not in OF_BLOCKS or find_chart(analysis).plain:
            raise
        return Next(_plainly(analysis))
    return Next(go_to_looks(replace(answered, answer_ts=ts)))


def _plainly(analysis: Analysis) -> Analysis:
    """The picture is not shown inside a message: draw it anew and share it as a file."""
    chart = replace(find_chart(analysis), plain=True)
    return replace(analysis, stage=Stage.DRAW, chart=chart)
