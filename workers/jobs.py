"""The pipeline on one screen: `advance` takes an analysis as far as it can go without waiting.

It is the body of every wake-up and the only place that turns an error into an action. What an error
means was decided by whoever raised it; the words are in `workers.wording`.
"""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from redis.exceptions import RedisError

from workers import stages, toolbox
from workers.domain import changes
from workers.domain.analysis import Analysis, Stage
from workers.domain.errors import AnalysisError, Refused, Stopped, Unavailable, Why
from workers.domain.looks import pass_over_look
from workers.domain.outcome import LATER, OK, Outcome, name_outcome
from workers.engines import ENGINE_NAMES, STAND_IN
from workers.queues import metrics
from workers.slack import second_copies
from workers.stages import Next, Shift
from workers.stages.put_aside import tell_asker
from workers.stages.table import (
    BEFORE_THE_LAST,
    CLOSING,
    LOOKING_CLOSER,
    STAGES,
    TELLING,
)
from workers.store.aside import put_aside
from workers.store.lease import Claim, LeaseLost, Queue
from workers.store.unreadable import Unreadable
from workers.toolbox import Toolbox

OUT_OF_REACH = frozenset(
    {
        *(Why.ENGINE_UNREACHABLE, Why.ENGINE_CREDENTIALS, Why.ENGINE_NO_CREDIT),
        *(Why.ENGINE_MODEL, Why.ENGINE_UNANSWERED, Why.ENGINE_LOST),
    }
)
"""Refusals that are about an engine and not about the recording: another one may hear it."""
MOST_CRASHES = 8
"""A stage that has killed this many workers is not given another; bad luck can take a few."""
REDIS_PAUSE = timedelta(seconds=2)
SHIFT_S = 2.0
"""How long one fork goes on with what else is due: a fork costs more than a look at a job."""

SERVICES = frozenset({"slack", "redis", "turn", *ENGINE_NAMES})
"""What a stage may wait for, as the errors name it."""

log = logging.getLogger(__name__)


def advance(analysis_id: str, queue: str) -> None:
    """The RQ job: a doorway. What else is due in the queue is taken along, for a moment."""
    tools = toolbox.get_toolbox()
    over = time.monotonic() + SHIFT_S
    run_stages(analysis_id, tools)
    while time.monotonic() < over and (due := tools.ledger.take_due(Queue(queue), 1)):
        run_stages(due[0], tools)


def run_stages(analysis_id: str, tools: Toolbox) -> None:
    """Own the analysis and run its stages until one must wait, or it ends, or is another's."""
    try:
        claim = tools.ledger.claim(analysis_id)
    except Unreadable as lost:
        _put_aside(lost, tools)
        return
    if claim is not None and claim.silent_s:
        _log_recovery(claim)
    while claim is not None:
        claim = _turn(claim, tools)


def _put_aside(lost: Unreadable, tools: Toolbox) -> None:
    """Whoever waits for it is told first; where Slack is out of reach, the lease runs out and it is
    claimed again."""
    log.error("%s and is put aside", lost)
    try:
        tell_asker(lost, tools)
    except Unavailable as trouble:
        log.warning("%s, and its thread is not told yet: %s", lost, trouble)
        return
    put_aside(tools.redis, lost)


def _turn(claim: Claim, tools: Toolbox) -> Claim | None:
    """Run one stage and record what comes next: the claim to go on with, or None."""
    started = time.monotonic()
    try:
        done, outcome = _run(claim, tools), Outcome(OK)
    except (Stopped, LeaseLost):
        log.info("analysis %s is no longer ours", claim.analysis.id)
        _withdraw(claim.analysis, tools)
        return None
    except Refused as refusal:
        done, outcome = _turn_away(claim, refusal, tools), name_outcome(refusal)
    except Unavailable as trouble:
        done, outcome = Next(claim.analysis, after=trouble.retry_after), name_outcome(trouble)
    except RedisError:
        done, outcome = Next(claim.analysis, after=REDIS_PAUSE), Outcome(LATER, "redis")
    except Exception as fault:
        log.exception("analysis %s failed in stage %s", claim.analysis.id, claim.analysis.stage)
        done, outcome = _give_up(claim, Refused(Why.FAULT)), name_outcome(fault)
    seconds = time.monotonic() - started
    _log(claim.analysis, outcome, seconds)
    try:
        following = _record(claim, done, tools)
        metrics.count_run(tools.redis, claim.analysis.stage, outcome, seconds, SERVICES)
    except LeaseLost:
        log.info("analysis %s went to another worker", claim.analysis.id)
        _withdraw(done.analysis, tools)
    except RedisError:
        log.warning("analysis %s: Redis went away before it was recorded", claim.analysis.id)
    else:
        return following
    return None


def _run(claim: Claim, tools: Toolbox) -> Next:
    analysis = claim.analysis
    if analysis.stage not in CLOSING:
        if datetime.now(UTC) > analysis.deadline:
            raise Refused(Why.DEADLINE)
        if claim.crashes >= MOST_CRASHES:
            raise Refused(Why.FAULT)
    bulletin = tools.bulletin(analysis)
    heartbeat = tools.heartbeat(claim, bulletin)
    with heartbeat as progress, tools.slack.only_while(heartbeat.check):
        if analysis.stage in TELLING:
            bulletin.stage()
        turn = Shift(analysis, claim.again, progress, heartbeat.check, tools.fence(claim))
        done = STAGES[analysis.stage](turn, tools)
        return _without_copies(claim, done, tools) if done.ended and claim.contested else done


def _without_copies(claim: Claim, done: Next, tools: Toolbox) -> Next:
    """What a worker has lost ends a little later: its last stage, which can be done twice, is run
    again when no copy of a post can come any more."""
    wait = second_copies.wait_for_copies(done.analysis)
    if wait:
        return Next(replace(done.analysis, stage=claim.analysis.stage), after=wait)
    second_copies.remove_copies(tools.slack, done.analysis)
    return done


def _turn_away(claim: Claim, refusal: Refused, tools: Toolbox) -> Next:
    """Explain it; or, where an engine is out of reach and the settings allow, hand over to the
    embedded one."""
    analysis = claim.analysis
    if (
        tools.settings.engine_fallback == STAND_IN
        and refusal.why in OUT_OF_REACH
        and analysis.stage in (Stage.SUBMIT, Stage.POLL)
        and analysis.engine != STAND_IN
    ):
        log.warning("analysis %s: %s is out of reach (%s)", analysis.id, analysis.engine, refusal)
        return Next(changes.hand_over(analysis, STAND_IN))
    return _give_up(claim, refusal)


def _give_up(claim: Claim, refusal: Refused) -> Next:
    if claim.analysis.stage in LOOKING_CLOSER and (rest := pass_over_look(claim.analysis)):
        return Next(rest)
    if claim.analysis.stage in BEFORE_THE_LAST:
        return Next(replace(claim.analysis, stage=Stage.SUGGEST))
    if claim.analysis.stage in CLOSING:
        return Next(replace(claim.analysis, stage=Stage.FORGET), ended=True)
    return Next(stages.refuse(claim.analysis, refusal.why, refusal.details))


def _record(claim: Claim, done: Next, tools: Toolbox) -> Claim | None:
    """Write the results before anything else happens; see who goes on, here or elsewhere."""
    analysis, ledger = done.analysis, tools.ledger
    if done.forgotten:
        # The record goes last: as long as it is there, what a crash has left is done again.
        ledger.renew(analysis.id, claim.fence)
        if analysis.ask.occasion is not None:
            tools.late_captions.forget(analysis.thread, analysis.ask.occasion)
        tools.index.remove(analysis)
        ledger.erase(claim)
        return None
    if done.ended:
        tools.saved(analysis.id).clear()
        ledger.end(claim, analysis, _kept_for(analysis, tools))
        tools.show_home(analysis)
        return None
    if analysis.message_tss != claim.analysis.message_tss:
        tools.index.add(analysis, tools.fence(claim))
    queue = _queue(analysis, tools)
    if done.after or queue != _queue(claim.analysis, tools):
        ledger.wait(claim, analysis, done.after, queue, done.meeting)
        if not done.after:
            tools.wake(queue, analysis.id)
            tools.bulletin(analysis).waiting(ledger.waiting(queue) - 1)
        return None
    return ledger.go_on(claim, analysis, done.meeting)


def _kept_for(analysis: Analysis, tools: Toolbox) -> timedelta:
    """From the asking on, however often the chart was changed since."""
    left = analysis.accepted_at + tools.retention - datetime.now(UTC)
    return max(left, timedelta())


def _withdraw(ours: Analysis, tools: Toolbox) -> None:
    """We were frozen, and have posted what another worker has posted meanwhile, or somebody has
    deleted."""
    try:
        second_copies.withdraw_copies(tools.slack, ours, tools.ledger.read(ours.id))
    except (AnalysisError, RedisError) as error:
        log.warning("analysis %s: its second copy is left to its owner: %s", ours.id, error)


def _queue(analysis: Analysis, tools: Toolbox) -> Queue:
    """Long work (the embedded engine listening) has workers of its own."""
    if analysis.stage is Stage.SUBMIT:
        return Queue(tools.engine(analysis.engine).queue(analysis.recording))
    return Queue.PIPELINE


def _log_recovery(claim: Claim) -> None:
    log.warning(
        "%s %s: taken over %.1f s after the last sign of its worker",
        *(claim.analysis.id, claim.analysis.stage, claim.silent_s),
        extra={"analysis": claim.analysis.id, "silent_s": round(claim.silent_s, 3)},
    )


def _log(analysis: Analysis, outcome: Outcome, seconds: float) -> None:
    """One line per stage; ids and timings, never words or links."""
    log.info(
        "%s %s: %s in %.2f s",
        *(analysis.id, analysis.stage, outcome.tell(SERVICES), seconds),
        extra={
            "analysis": analysis.id,
            "stage": analysis.stage,
            "outcome": outcome.tell(SERVICES),
            "seconds": round(seconds, 3),
        },
    )
