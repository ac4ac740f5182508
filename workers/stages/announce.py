"""announce: show that the gesture was seen, and open the status message."""

from __future__ import annotations

import logging
from dataclasses import replace

from workers.domain.analysis import Stage
from workers.domain.slack_error import SlackRefusal
from workers.slack.client import SEEN
from workers.stages import Next, Shift, Tools, post_once
from workers.wording import status

log = logging.getLogger(__name__)


def announce(turn: Shift, tools: Tools) -> Next:
    """Post the status message once; for a command it is the parent of the thread as well."""
    analysis = turn.analysis
    if analysis.ask.message_ts:
        _react(turn, tools, analysis.ask.message_ts)
    ts = post_once(turn, tools, "status", status.write_opening(analysis))
    thread = replace(analysis.thread, ts=analysis.thread.ts or ts)
    return Next(replace(analysis, stage=Stage.LOCATE, status_ts=ts, thread=thread))


def _react(turn: Shift, tools: Tools, message_ts: str) -> None:
    """A courtesy: where it is not allowed, the status message alone says that we saw it."""
    try:
        tools.slack.react(turn.analysis.thread.channel, message_ts, SEEN)
    except SlackRefusal as refusal:
        log.warning("no reaction on the message: %s", refusal.error)
