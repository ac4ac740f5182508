"""Settled: a conversation whose job id was lost is complete, or not yet."""

from __future__ import annotations

import math

import pytest
from redis import Redis

from tests.standins.symbl import SymblStandIn
from tests.workers.engines.notebook import Notebook
from workers.domain.errors import Unavailable
from workers.domain.recording import Recording
from workers.domain.submission import Brief, Submission
from workers.engines.symbl.engine import SymblEngine


@pytest.fixture
def found(symbl: SymblStandIn, engine: SymblEngine, link: Recording, brief: Brief) -> Submission:
    """A submission that was found again by its name: without a job id."""
    symbl.knobs.drops, symbl.knobs.job_s = 1, math.inf
    progress = Notebook()
    with pytest.raises(Unavailable):
        engine.submit(link, brief, progress)
    submission = engine.submit(link, brief, progress)
    assert "jobId" not in submission.ids
    return submission


def test_nothing_to_be_seen_yet(engine: SymblEngine, found: Submission) -> None:
    assert not engine.status(found).done


def test_with_a_summary_it_is_complete(
    symbl: SymblStandIn, engine: SymblEngine, found: Submission
) -> None:
    symbl.finish()
    assert engine.status(found).done


def test_without_a_summary_it_is_once_it_stays_the_same_for_a_minute(
    symbl: SymblStandIn, engine: SymblEngine, found: Submission, redis: Redis
) -> None:
    symbl.knobs.missing.add("summary")
    symbl.finish()
    assert not engine.status(found).done
    (key,) = redis.scan_iter("*:still:*")
    redis.expire(key, redis.ttl(key) - 59)
    assert not engine.status(found).done
    redis.expire(key, redis.ttl(key) - 2)
    assert engine.status(found).done


def test_a_part_is_not_the_whole(
    symbl: SymblStandIn, engine: SymblEngine, found: Submission, redis: Redis
) -> None:
    symbl.knobs.missing.add("summary")
    (job,) = symbl.account.jobs.values()
    job.lasts_s, job.begun = 1000.0, job.begun - 500
    assert not engine.status(found).done
    (key,) = redis.scan_iter("*:still:*")
    redis.expire(key, 1)
    symbl.finish()
    assert not engine.status(found).done  # more is to be seen now: the minute starts anew
