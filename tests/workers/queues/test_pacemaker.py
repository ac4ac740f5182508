"""The pacemaker: one at a time, wakes what is due, keeps the queues short."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from redis import Redis

from tests.workers.analyses import an_analysis
from workers.processes.redis_server import RedisHome
from workers.queues import health, pacemaker, wakeups
from workers.store import ledger as ledger_module
from workers.store.lease import Queue
from workers.store.ledger import Ledger


@pytest.fixture(autouse=True)
def _due_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import timedelta  # noqa: PLC0415 - for this one line

    monkeypatch.setattr(ledger_module, "WAKE_GRACE", timedelta(milliseconds=1))


@contextmanager
def beating(home: RedisHome) -> Iterator[threading.Event]:
    stop = threading.Event()
    thread = threading.Thread(target=pacemaker.keep_pace, args=(home.client(), stop))
    thread.start()
    try:
        yield stop
    finally:
        stop.set()
        thread.join()


def accept(redis: Redis, count: int) -> None:
    for _ in range(count):
        analysis = an_analysis()
        Ledger(redis).accept(analysis, analysis.id)
    time.sleep(0.01)


def test_what_is_due_is_woken(redis: Redis) -> None:
    accept(redis, 3)
    pacemaker.wake_due(redis, Ledger(redis))
    assert wakeups.count_waiting(redis, Queue.PIPELINE) == 3


def test_a_queue_never_fills_with_doubles(redis: Redis) -> None:
    accept(redis, 30)
    for _ in range(10):
        pacemaker.wake_due(redis, Ledger(redis))
        time.sleep(0.002)
    assert wakeups.count_waiting(redis, Queue.PIPELINE) == wakeups.AHEAD


def test_of_two_pacemakers_one_beats_and_the_other_takes_over(
    redis: Redis, redis_server: RedisHome
) -> None:
    with beating(redis_server) as first:
        wait_for_beat(redis)
        with beating(redis_server):
            first.set()
            redis.delete(health.BEAT)
            wait_for_beat(redis)


def wait_for_beat(redis: Redis) -> None:
    end = time.monotonic() + 5
    while time.monotonic() < end:
        if redis.exists(health.BEAT):
            return
        time.sleep(0.02)
    raise AssertionError("nobody beats")


def test_however_much_is_asked_for_at_once_the_queue_stays_short(redis: Redis) -> None:
    for _ in range(30):
        analysis = an_analysis()
        Ledger(redis).accept(analysis, analysis.id)
        wakeups.send_wakeups(redis, Queue.PIPELINE, analysis.id)
    assert wakeups.count_waiting(redis, Queue.PIPELINE) == wakeups.AHEAD
