"""explain: say why there is no chart, in the thread or, where that is closed, to one person."""

from __future__ import annotations

import logging
from dataclasses import replace

from workers.analysis import Analysis, Stage
from workers.errors import Refused
from workers.post import Post
from workers.slack import Mark, SlackRefusal
from workers.stages import Next, Tools, Turn
from workers.wording import status

log = logging.getLogger(__name__)


def explain(turn: Turn, tools: Tools) -> Next:
    """One sentence with the next step, once."""
    analysis = turn.analysis
    post = status.refused(analysis)
    ended = replace(analysis, stage=Stage.FORGET)
    if analysis.status_ts:
        close(analysis, post, tools)
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


def close(analysis: Analysis, post: Post, tools: Tools) -> None:
    """Let the status message say its last word; someone may have deleted it meanwhile."""
    if analysis.status_ts is None:
        return
    try:
        tools.slack.edit(analysis.thread.channel, analysis.status_ts, post)
    except SlackRefusal as refusal:
        if refusal.error not in {"message_not_found", "cant_update_message"}:
            raise
        log.warning("the status message is gone")
