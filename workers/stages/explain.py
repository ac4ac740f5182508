"""explain: say why there is no chart, in the thread or, where that is closed, to one person."""

from __future__ import annotations

from dataclasses import replace

from workers.domain.analysis import Analysis, Stage
from workers.domain.errors import Refused, Why
from workers.slack.client import SEEN
from workers.stages import Next, Shift, Tools, post_once
from workers.wording import status

NO_RECORDING = frozenset({Why.NOT_A_RECORDING, Why.LINK_IS_A_PAGE, Why.UNSUPPORTED_TYPE})


def explain(turn: Shift, tools: Tools) -> Next:
    """One sentence with the next step, once."""
    analysis = turn.analysis
    post = status.write_refused(analysis)
    ended = replace(analysis, stage=Stage.FORGET)
    if not analysis.ask.addressed and _is_no_recording(analysis):
        _take_back(analysis, tools)
        return Next(ended, ended=True)
    if analysis.status_ts:
        tools.slack.close(analysis.thread.channel, analysis.status_ts, post)
        return Next(ended, ended=True)
    try:
        ts = post_once(turn, tools, "status", post)
    except Refused:
        ask = analysis.ask
        tools.slack.tell_alone(ask.thread.channel, ask.asked_by, post.text, ask.response_url)
        return Next(ended, ended=True)
    return Next(replace(ended, status_ts=ts), ended=True)


def _is_no_recording(analysis: Analysis) -> bool:
    return analysis.refusal is not None and analysis.refusal.why in NO_RECORDING


def _take_back(analysis: Analysis, tools: Tools) -> None:
    """Nobody spoke to us, and there was nothing for us: as if we had not looked."""
    channel, asked = analysis.thread.channel, analysis.ask.message_ts
    if analysis.status_ts:
        tools.slack.delete_message(channel, analysis.status_ts)
    if asked:
        tools.slack.unreact(channel, asked, SEEN)
