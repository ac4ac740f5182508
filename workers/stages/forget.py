"""forget: delete what engines keep of an analysis; the ledger's record goes with it."""

from __future__ import annotations

from workers.stages import Next, Shift, Tools


def forget(turn: Shift, tools: Tools) -> Next:
    """The engine's copy first: without the record nobody would know that it exists."""
    analysis = turn.analysis
    for submission in analysis.submissions:
        tools.engine(submission.engine).forget(submission)
    return Next(analysis, forgotten=True)
