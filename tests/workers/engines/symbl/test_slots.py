"""Slots: the account's limit of unfinished jobs, across all workers."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from redis import Redis

from tests.standins.symbl import SymblStandIn
from tests.workers.engines.notebook import Notebook
from workers.domain.errors import Refused, Unavailable
from workers.domain.recording import Recording
from workers.domain.submission import Brief
from workers.engines.outside.slots import Slots
from workers.engines.symbl.engine import SymblEngine


@pytest.fixture
def slots(redis: Redis) -> Slots:
    return Slots(redis, "undertone:symbl:test", 2, "symbl")


def test_no_more_than_the_limit_hold_one(slots: Slots, redis: Redis) -> None:
    slots.take("a")
    Slots(redis, "undertone:symbl:test", 2, "symbl").take("b")
    with pytest.raises(Unavailable):
        slots.take("c")
    slots.take("a")  # has one already
    slots.free("b")
    slots.take("c")


def test_a_slot_of_a_dead_worker_runs_out(slots: Slots, redis: Redis) -> None:
    slots.take("a")
    slots.take("b")
    redis.zadd("undertone:symbl:test:slots", {"a": 1})
    slots.take("c")


def test_a_running_job_counts_even_without_a_slot(slots: Slots) -> None:
    slots.keep("a")
    slots.keep("b")
    slots.keep("c")
    with pytest.raises(Unavailable):
        slots.take("d")


def test_the_longer_the_line_the_later_to_ask_again(slots: Slots) -> None:
    slots.take("a")
    slots.take("b")
    waits = [_wait(slots, f"w{number}") for number in range(1000)]
    assert waits[0] < timedelta(seconds=4)
    assert waits[200] > timedelta(seconds=18)
    assert max(waits) <= timedelta(seconds=180 * 1.2)
    asks_per_s = 1000 / max(waits).total_seconds()
    assert asks_per_s < 12
    assert _wait(slots, "w0") < timedelta(seconds=4)  # kept its place


def test_the_pace_of_the_past_says_when_the_turn_comes(slots: Slots, redis: Redis) -> None:
    for number in range(6):
        slots.take(f"done-{number}")
        slots.free(f"done-{number}")
    freed = "undertone:symbl:test:freed"
    assert redis.zcard(freed) == 4  # twice the limit is remembered
    ms = time.time() * 1000
    redis.zadd(freed, {f"done-{number}": ms - 1000 * number for number in range(6)})
    slots.take("a")
    slots.take("b")
    waits = [_wait(slots, f"w{number}") for number in range(50)]
    assert 0.8 * 30 < waits[49].total_seconds() < 1.2 * 35  # six in five seconds, and a bit eager


def test_an_account_that_is_busy_elsewhere_is_left_alone(slots: Slots) -> None:
    slots.close(timedelta(seconds=20))
    assert _wait(slots, "a") > timedelta(seconds=20)


def test_the_engine_hands_in_no_more_than_its_limit(
    symbl: SymblStandIn, engine: SymblEngine, link: Recording
) -> None:
    symbl.knobs.job_s, symbl.knobs.concurrency = math.inf, 50
    running = [
        engine.submit(link, Brief(name=f"undertone-{number}"), Notebook()) for number in range(5)
    ]
    with pytest.raises(Unavailable):
        engine.submit(link, Brief(name="undertone-6"), Notebook())
    assert len(symbl.submits) == 5
    engine.forget(running[0])
    engine.submit(link, Brief(name="undertone-6"), Notebook())


def test_a_finished_job_gives_its_slot_back(engine: SymblEngine, link: Recording) -> None:
    for number in range(7):
        submission = engine.submit(link, Brief(name=f"undertone-{number}"), Notebook())
        assert engine.status(submission).done


def test_429_means_wait_for_everyone_and_is_no_unknown_outcome(
    symbl: SymblStandIn, engine: SymblEngine, link: Recording, redis: Redis
) -> None:
    symbl.knobs.job_s, symbl.knobs.concurrency, symbl.knobs.retry_after = math.inf, 1, "7"
    engine.submit(link, Brief(name="undertone-1"), Notebook())
    waiting = Notebook()
    with pytest.raises(Unavailable) as busy:
        engine.submit(link, Brief(name="undertone-2"), waiting)
    assert busy.value.retry_after == timedelta(seconds=7)
    assert not waiting.saved
    with pytest.raises(Unavailable) as line:
        engine.submit(link, Brief(name="undertone-3"), Notebook())
    assert line.value.retry_after > timedelta(seconds=6)
    assert len(symbl.submits) == 2
    symbl.finish()
    redis.delete(*redis.scan_iter("*:closed"))
    engine.submit(link, Brief(name="undertone-2"), waiting)


def test_what_was_turned_down_holds_no_slot(engine: SymblEngine, link: Recording) -> None:
    page = replace(link, media_url="https://www.youtube.com/watch?v=x")
    for number in range(6):  # one more than there are slots
        with pytest.raises(Refused):
            engine.submit(page, Brief(name=f"undertone-{number}"), Notebook())


def test_what_is_unfit_holds_no_slot(engine: SymblEngine, recording: Recording) -> None:
    assert recording.path is not None
    recording.path.write_bytes(b"no sound")
    for number in range(6):
        brief = Brief(name=f"undertone-{number}")
        engine.prepare(recording, brief)
        with pytest.raises(Refused):
            engine.submit(recording, brief, Notebook())


def test_preparing_holds_a_slot_for_a_minute(
    engine: SymblEngine, recording: Recording, redis: Redis
) -> None:
    for number in range(5):
        engine.prepare(recording, Brief(name=f"undertone-{number}"))
    with pytest.raises(Unavailable):
        engine.prepare(recording, Brief(name="undertone-6"))
    (key,) = redis.scan_iter("*:slots")
    assert redis.zcount(key, 0, (time.time() + 61) * 1000) == 5


def _wait(slots: Slots, name: str) -> timedelta:
    with pytest.raises(Unavailable) as told:
        slots.take(name)
    return told.value.retry_after
