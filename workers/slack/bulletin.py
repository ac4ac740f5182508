"""The bulletin: keeps the status message true while the work goes on, without wearing Slack out.

An edit is a courtesy. Where Slack is busy or refuses, or the workspace has had its share of edits,
the work goes on and the next edit says more; only the last word (stages finish and explain) is an
effect that is tried until it is there.
"""

from __future__ import annotations

import logging
import time

from workers.domain.analysis import Analysis
from workers.domain.errors import AnalysisError
from workers.domain.post import Post
from workers.slack.client import Slack
from workers.store.bucket import Bucket
from workers.wording import status

PAUSE_S = 4.0
"""Between two edits of one message while a stage goes on."""
SURE_AFTER_S = 3.0
SURE_SHARE = 0.05
"""A time left is only said once it can be more than a guess."""

log = logging.getLogger(__name__)


class Bulletin:
    """The status message of one analysis during one stage; `edits` are left to the workspace."""

    def __init__(self, slack: Slack, edits: Bucket, analysis: Analysis) -> None:
        self._slack = slack
        self._edits = edits
        self._analysis = analysis
        self._began = time.monotonic()
        self._edited = self._began

    def stage(self) -> None:
        """Say which stage begins."""
        self._edit(status.write_working(self._analysis))

    def waiting(self, others: int) -> None:
        """Say that the stage has to wait for others."""
        if others > 0:
            self._edit(status.write_waiting(self._analysis, others))

    def progress(self, share: float) -> None:
        """Say how far the stage is, at most once in a while."""
        if time.monotonic() - self._edited >= PAUSE_S:
            self._edit(status.write_working(self._analysis, share, self._left_s(share)))

    def _edit(self, post: Post) -> None:
        analysis = self._analysis
        if analysis.status_ts is None or not self._edits.take():
            return
        self._edited = time.monotonic()
        try:
            self._slack.edit(analysis.thread.channel, analysis.status_ts, post)
        except AnalysisError as error:
            log.info("status message not edited: %s", error)

    def _left_s(self, share: float) -> float | None:
        elapsed = time.monotonic() - self._began
        if share < SURE_SHARE or elapsed < SURE_AFTER_S:
            return None
        return elapsed * (1 - share) / share
