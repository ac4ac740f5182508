"""suggest: names for the speakers, from captions that came later than the recording."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from workers.captions import kept
from workers.domain.analysis import Analysis, Stage
from workers.domain.captions_link import CaptionsLink
from workers.domain.errors import Refused, Unavailable
from workers.domain.patience import is_over
from workers.processes.workroom import open_workroom
from workers.sources import Captioned
from workers.stages import Next, Shift, Tools, write_answer_post

PATIENCE = timedelta(minutes=5)
"""How long to wait for captions that cannot be reached. No longer: the buttons under the chart do
not work meanwhile."""

log = logging.getLogger(__name__)


def suggest(turn: Shift, tools: Tools) -> Next:
    """Have the answer say that names are suggested; the picture stays as it is.

    Nobody asked for it, so nothing is said where it fails. It can be done twice.
    """
    analysis = turn.analysis
    late = _late(analysis, tools)
    if late is None:
        return Next(replace(analysis, stage=Stage.FORGET), ended=True)
    names = _names(analysis, late, tools) or analysis.suggested
    read = replace(analysis, stage=Stage.FORGET, caught_up=True, suggested=names)
    if names != analysis.suggested and analysis.answer_ts is not None:
        tools.slack.close(
            analysis.thread.channel, analysis.answer_ts, write_answer_post(read, tools)
        )
    return Next(read, ended=True)


def _late(analysis: Analysis, tools: Tools) -> CaptionsLink | None:
    """Captions that nobody has looked at yet."""
    occasion = analysis.ask.occasion
    if occasion is None or analysis.caught_up:
        return None
    return tools.late_captions.find(analysis.thread, occasion, analysis.ask.recording.made_at)


def _names(analysis: Analysis, late: CaptionsLink, tools: Tools) -> Mapping[str, str]:
    """Label -> name. Raises Unavailable while it is worth waiting."""
    recording = replace(analysis.recording, captions_link=late.link, token=late.token)
    source = tools.source(recording)
    if not isinstance(source, Captioned):
        return {}
    try:
        with open_workroom(tools.workroom) as folder:
            brought = source.bring_captions(recording, folder)
            return kept.suggest_names_from(brought, tools.meeting(analysis.id)) if brought else {}
    except Refused as refused:
        log.info("analysis %s: captions left out: %s", analysis.id, refused)
    except Unavailable:
        if not is_over(_both_there(analysis, late), PATIENCE):
            raise
        log.info("analysis %s: captions out of reach", analysis.id)
    return {}


def _both_there(analysis: Analysis, late: CaptionsLink) -> datetime:
    """When captions and chart were both there: the chart may have taken longer than patience."""
    charted_at = analysis.accepted_at + timedelta(seconds=analysis.took_s or 0.0)
    return max(late.came_at, charted_at)
