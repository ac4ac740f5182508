"""forget: delete what engines keep of an analysis; the ledger's record goes with it."""

from __future__ import annotations

import logging
from datetime import timedelta

from workers.domain.changes import strip_words
from workers.domain.errors import Fault, Refused, Unavailable
from workers.stages import Next, Shift, Tools

AGAIN = timedelta(minutes=1)
"""Nobody waits for it."""

log = logging.getLogger(__name__)


def forget(turn: Shift, tools: Tools) -> Next:
    """The words first, then the engine's copy: without the record nobody would know of that one.

    An engine that is out of reach is asked again, by a record that holds no words any more.
    """
    analysis = turn.analysis
    turn.check()
    tools.forget_words(analysis.id)
    for submission in analysis.submissions:
        try:
            tools.engine(submission.engine).forget(submission)
        except Unavailable as trouble:
            return Next(strip_words(analysis), after=max(trouble.retry_after, AGAIN))
        except (Refused, Fault) as refusal:  # and will say no again; it has a retention of its own
            log.warning("analysis %s: the engine keeps its copy: %s", analysis.id, refusal)
    return Next(analysis, forgotten=True)
