"""What is written beside a record is written by its owner alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from redis import Redis

from tests.workers.analyses import an_analysis
from workers.store.channels import Channels
from workers.store.fenced import Fenced
from workers.store.finished_parts import Saved
from workers.store.index import Index
from workers.store.keys import Key
from workers.store.lease import LeaseLost

ANALYSIS = an_analysis()
RECORD = Key.ANALYSIS.make(ANALYSIS.id)


@pytest.fixture
def ours(redis: Redis) -> Fenced:
    return Fenced(redis, ANALYSIS.id, 3)


def write_all(redis: Redis, ours: Fenced) -> int:
    """How many of three writes are refused."""
    refused = 0
    writes: tuple[Callable[[], object], ...] = (
        lambda: Index(redis).add(ANALYSIS, ours),
        lambda: Channels(redis).remember_colours("T1", "C1", {"Ana": 1}, ours),
        lambda: Saved(redis, ANALYSIS.id, ours).update(part=b"words"),
    )
    for write in writes:
        try:
            write()
        except LeaseLost:
            refused += 1
    return refused


def test_the_owner_writes(redis: Redis, ours: Fenced) -> None:
    redis.hset(RECORD, "fence", 3)
    assert write_all(redis, ours) == 0
    assert len(redis.keys("undertone:*")) > 3


@pytest.mark.parametrize("fence", [4, None], ids=["another's by now", "forgotten"])
def test_who_has_lost_it_writes_nothing(redis: Redis, ours: Fenced, fence: int | None) -> None:
    if fence is not None:
        redis.hset(RECORD, "fence", fence)
    before = redis.keys("*")
    assert write_all(redis, ours) == 3
    assert redis.keys("*") == before


def test_a_renewed_lease_is_no_reason_not_to_write(redis: Redis, ours: Fenced) -> None:
    redis.hset(RECORD, "fence", 3)
    tries = []

    def write(pipe: object) -> None:
        tries.append(pipe)
        if len(tries) == 1:
            redis.hset(RECORD, "lease", 5)

    ours.write(write)
    redis.hset(RECORD, "fence", 4)
    with pytest.raises(LeaseLost):
        ours.write(write)
