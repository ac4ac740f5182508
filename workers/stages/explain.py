"""explain: say why there is no chart, in the thread or, where that is closed, to one person."""

from __future__ import annotations

import logging
from dataclasses import replace

from workers.domain.analysis import Analysis, Stage
from workers.domain.errors import Fault, Refused, Why
from workers.slack.client import SEEN
from workers.stages import Next, Shift, Tools, post_once
from workers.wording import status
from workers.wording.refusals import write_refusal

NO_RECORDING = frozenset({Why.NOT_A_RECORDING, Why.LINK_IS_A_PAGE, Why.UNSUPPORTED_TYPE})

OTHERS = frozenset({Why.CHANNEL_SHARED, Why.SHARING_UNTOLD})
"""Channels that others are in, or may be."""

log = logging.getLogger(__name__)


def explain(turn: Shift, tools: Tools) -> Next:
    """One sentence with the next step, once.

    Where nothing may be posted (any more), what we have begun there goes, and the sentence goes to
    whoever asked, alone.
    """
    analysis = turn.analysis
    post = status.write_refused(analysis)
    ended = replace(analysis, stage=Stage.FORGET)
    if not analysis.ask.addressed and _is_no_recording(analysis):
        _take_back(analysis, tools)
        return Next(ended, ended=True)
    try:
        if analysis.status_ts:
            tools.slack.close(analysis.thread.channel, analysis.status_ts, post)
            return Next(ended, ended=True)
        ts = post_once(turn, tools, "status", post)
    except Refused as closed:
        ask, why = analysis.ask, write_refusal(closed.why, closed.details)
        text = why if closed.why in OTHERS else post.text
        _leave(analysis, tools)
        tools.slack.tell_alone(ask.thread.channel, ask.asked_by, text, ask.response_url)
        return Next(ended, ended=True)
    return Next(replace(ended, status_ts=ts), ended=True)


def _is_no_recording(analysis: Analysis) -> bool:
    return analysis.refusal is not None and analysis.refusal.why in NO_RECORDING


def _leave(analysis: Analysis, tools: Tools) -> None:
    """What we have begun in a channel that is closed by now goes, as far as Slack lets us; a chart
    that stands there is its people's."""
    if analysis.answer_ts is not None:
        return
    try:
        _take_back(analysis, tools)
    except (Refused, Fault) as closed:
        log.info("analysis %s: its status message stays: %s", analysis.id, closed)


def _take_back(analysis: Analysis, tools: Tools) -> None:
    """Nobody spoke to us, and there was nothing for us: as if we had not looked."""
    channel, asked = analysis.thread.channel, analysis.ask.message_ts
    if analysis.status_ts:
        tools.slack.delete_message(channel, analysis.status_ts)
    if asked:
        tools.slack.unreact(channel, asked, SEEN)
