"""share: the exported files appear in the thread."""

from __future__ import annotations

from dataclasses import replace

from workers.domain.analysis import Stage
from workers.stages import Next, Shift, Tools
from workers.wording.answer import EXPORTED


def share(turn: Shift, tools: Tools) -> Next:
    """Once: a try with an unknown end is looked up by the files themselves."""
    analysis = turn.analysis
    if not (turn.again and tools.slack.processed(analysis.exported[0])):
        titles = dict(zip(analysis.exported, EXPORTED, strict=True))
        tools.slack.complete(titles, analysis.thread)
    return Next(replace(analysis, stage=Stage.FINISH))
