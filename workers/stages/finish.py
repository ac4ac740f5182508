"""finish: the status message shrinks to its last line, and files that were replaced go."""

from __future__ import annotations

import logging
from dataclasses import replace

from workers.domain.analysis import Stage
from workers.domain.errors import Refused
from workers.stages import Next, Shift, Tools, make_presentable
from workers.wording import status

log = logging.getLogger(__name__)


def finish(turn: Shift, tools: Tools) -> Next:
    """The chart is out; doing any of this twice does no harm."""
    analysis = turn.analysis
    if analysis.status_ts is not None:
        last_word = status.write_charted(make_presentable(analysis, tools))
        try:
            tools.slack.close(analysis.thread.channel, analysis.status_ts, last_word)
        except Refused as closed:  # which is no reason to leave files that nobody needs
            log.info("analysis %s: no last word: %s", analysis.id, closed)
    for file_id in analysis.stale_files:
        tools.slack.delete_file(file_id)
    return Next(replace(analysis, stage=Stage.WRITE_BACK, stale_files=()))
