"""Second copies: what two workers posted of one analysis, one of them not knowing of the other.

A worker looks whether the analysis is still its own right before it posts. One that is frozen
between that look and the sending posts all the same when it wakes up, while another has long done
so. It finds out when it records its post, and takes it back (`withdraw_copies`). Should it die
before it has, its copy is removed at the end of every analysis that a worker has ever lost
(`remove_copies`).
"""

from __future__ import annotations

import time
from datetime import timedelta

from workers.domain.analysis import Analysis, Stage
from workers.domain.patience import CLOCKS_APART
from workers.domain.thread import Thread
from workers.slack.client import Mark, Slack

STRAGGLERS = timedelta(seconds=20)
"""How long after the last post a copy may still come: two leases."""


def wait_for_copies(analysis: Analysis) -> timedelta:
    """How long to wait before it makes sense to look for copies; zero once it does, and where a
    clock was set back, for nobody waits for it to come by again."""
    posted = [float(ts) for _, _, ts in _posts(analysis) if ts is not None]
    left_s = max(posted, default=0.0) + STRAGGLERS.total_seconds() - time.time()
    far_ahead = timedelta(seconds=left_s) > STRAGGLERS + CLOCKS_APART
    return timedelta(seconds=0.0 if far_ahead else max(0.0, left_s))


def remove_copies(slack: Slack, analysis: Analysis) -> None:
    """Delete each message that carries this analysis' marks and is not the recorded one."""
    for event, thread, recorded_ts in _posts(analysis):
        if recorded_ts is None:
            continue
        for ts in list(slack.copies(thread, Mark(event, analysis.id), analysis.accepted_at)):
            if ts != recorded_ts:
                slack.delete_message(thread.channel, ts)


def withdraw_copies(slack: Slack, ours: Analysis, recorded: Analysis | None) -> None:
    """Delete what we posted too late; `recorded` is the analysis as its owner has it.

    Where the owner has posted nothing yet, it may have found ours and be about to record it: then
    nothing is deleted, and `remove_copies` has the last word. What somebody has deleted meanwhile
    has no owner that looks for posts, nor for files that we have had taken in since. What is only
    forgotten stays where it is.
    """
    if ours.stage is Stage.FORGET:
        return
    theirs = {event: ts for event, _, ts in _posts(recorded)} if recorded else {}
    gone = recorded is None or recorded.stage is Stage.DELETE
    for event, thread, ts in _posts(ours):
        if ts and ts != theirs.get(event) and (theirs.get(event) or gone):
            slack.delete_message(thread.channel, ts)
    for file_id in ours.file_ids if gone else ():
        slack.delete_file(file_id)


def _posts(analysis: Analysis) -> tuple[tuple[str, Thread, str | None], ...]:
    """Mark, place and ts of all that is posted of an analysis; a ts is None where it is not yet."""
    return (
        ("status", analysis.ask.thread, analysis.status_ts),
        ("answer", analysis.thread, analysis.answer_ts),
        ("also", analysis.thread, analysis.also_ts),
        *((look.event, analysis.thread, look.ts) for look in analysis.closer_looks),
    )
