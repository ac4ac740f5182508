"""post_closer: the closer look as a reply of its own in the chart's thread."""

from __future__ import annotations

from dataclasses import replace

from workers.domain.analysis import Stage
from workers.domain.looks import drop_look, go_to_looks, set_look
from workers.slack.verdicts import ImageNotReady
from workers.stages import Next, Shift, Tools, find_look, is_too_slow, post_once
from workers.wording import closer_look


def post_closer(turn: Shift, tools: Tools) -> Next:
    """Post once, later only edit; one that somebody has deleted comes again only if it is wanted
    again."""
    analysis, (look, chart) = turn.analysis, find_look(turn.analysis)
    post = closer_look.write_look(analysis, look, chart)
    try:
        ts = look.ts
        if ts is not None and not tools.slack.edit_if_there(analysis.thread.channel, ts, post):
            ts = None
        if ts is None and not look.wanted:
            return Next(go_to_looks(drop_look(analysis, look)))
        if ts is None:
            ts = post_once(turn, tools, look.event, post)
    except ImageNotReady:
        if not is_too_slow(chart):
            raise
        plainly = replace(look, chart=replace(chart, plain=True))
        return Next(replace(set_look(analysis, plainly), stage=Stage.DRAW_CLOSER))
    return Next(go_to_looks(set_look(analysis, replace(look, ts=ts, done=True))))
