"""announce: show that the gesture was seen, and open the status message."""

from __future__ import annotations

import logging
from dataclasses import replace

from workers.domain.analysis import Stage
from workers.domain.slack_error import SlackRefusal
from workers.slack.client import SEEN, Mark
from workers.stages import Next, Shift, Tools
from workers.wording import status

log = logging.getLogger(__name__)


def announce(turn: Shift, tools: Tools) -> Next:
    """Post the status message once; for a command it is the parent of the thread as well."""
    analysis = turn.analysis
    mark = Mark("status", analysis.id)
    found = tools.slack.find(analysis.thread, mark, analysis.accepted_at) if turn.again else None
    if analysis.ask.message_ts and not found:
        _react(turn, tools, analysis.ask.message_ts)
    ts = found or tools.slack.post(analysis.thread, status.write_opening(analysis), mark)
    thread = replace(analysis.thread, ts=analysis.thread.ts or ts)
    return Next(replace(analysis, stage=Stage.LOCATE, status_ts=ts, thread=thread))


def _react(turn: Shift, tools: Tools, message_ts: str) -> None:
    """A courtesy: where it is not allowed, the status message alone says that we saw it."""
    try:
        tools.slack.react(turn.analysis.thread.channel, message_ts, SEEN)
    except SlackRefusal as refusal:
        log.warning("no reaction on the message: %s", refusal.error)
