"""poll: look once whether the engine is done; nobody waits inside a job."""

from __future__ import annotations

import random
from dataclasses import replace

from workers.captions import kept
from workers.domain.analysis import Stage
from workers.domain.errors import Fault
from workers.stages import Next, Shift, Tools, count_minutes

JITTER = (0.9, 1.1)
"""What was submitted at once is not to be asked for at once, for ever after."""


def poll(turn: Shift, tools: Tools) -> Next:
    """Take the meeting when it is ready, else come back after the engine's next pause."""
    analysis = turn.analysis
    if analysis.submission is None:
        raise Fault("nothing was submitted")
    engine = tools.engine(analysis.engine)
    if engine.status(analysis.submission).done:
        meeting = engine.meeting(analysis.submission)
        count_minutes(turn, tools, meeting)
        names = kept.suggest_names(meeting, turn.progress.saved)
        return Next(replace(analysis, stage=Stage.DRAW, suggested=names), meeting=meeting)
    polls = analysis.polls + 1
    pause = engine.pauses[min(polls, len(engine.pauses) - 1)]
    return Next(replace(analysis, polls=polls), after=pause * random.uniform(*JITTER))
