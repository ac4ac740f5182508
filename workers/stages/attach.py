"""attach: have Slack take the uploaded chart in, so that a message may show it."""

from __future__ import annotations

from dataclasses import replace

from workers.domain.analysis import Stage
from workers.stages import Next, Shift, Tools, find_chart, have_taken_in, make_presentable
from workers.wording import answer


def attach(turn: Shift, tools: Tools) -> Next:
    """Complete the upload; after a try with an unknown end, first ask whether it is there."""
    analysis = turn.analysis
    title = answer.title_chart(make_presentable(analysis, tools))
    after = have_taken_in(turn, tools, find_chart(analysis), title)
    return Next(replace(analysis, stage=Stage.ANSWER), after=after)
