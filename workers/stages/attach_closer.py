"""attach_closer: have Slack take the closer look in, so that a message may show it."""

from __future__ import annotations

from dataclasses import replace

from workers.domain.analysis import Stage
from workers.stages import Next, Shift, Tools, find_look, have_taken_in, make_presentable
from workers.wording import closer_look


def attach_closer(turn: Shift, tools: Tools) -> Next:
    """Complete the upload; after a try with an unknown end, first ask whether it is there."""
    look, chart = find_look(turn.analysis)
    title = closer_look.title_look(make_presentable(turn.analysis, tools), look)
    after = have_taken_in(turn, tools, chart, title)
    return Next(replace(turn.analysis, stage=Stage.POST_CLOSER), after=after)
