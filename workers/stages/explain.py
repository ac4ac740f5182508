"""explain: say why there is no chart, in the thread or, where that is closed, to one person."""

from __future__ import annotations

from dataclasses import replace

from workers.analysis import Stage
from workers.errors import Refused
from workers.slack import Mark
from workers.stages import Next, Tools, Turn
from workers.wording import status


def explain(turn: Turn, tools: Tools) -> Next:
    """One sentence with the next step, once."""
    analysis = turn.analysis
    post = status.refused(analysis)
    ended = replace(analysis, stage=Stage.FORGET)
    if analysis.status_ts:
        tools.slack.close(analysis.thread.channel, analysis.status_ts, post)
        return Next(ended, ended=True)
    mark = Mark("status", analysis.id)
    try:
        found = tools.slack.find(analysis.thread, mark) if turn.again else None
        ts = found or tools.slack.post(analysis.thread, post, mark)
    except Refused:
        ask = analysis.ask
        tools.slack.tell_alone(ask.thread.channel, ask.asked_by, post.text, ask.response_url)
        return Next(ended, ended=True)
    return Next(replace(ended, status_ts=ts), ended=True)
