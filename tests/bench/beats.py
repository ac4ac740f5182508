"""The pacemaker with 10,000 open analyses, beside RQ's scheduler with as many jobs."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import psutil
import rq
from redis import Redis
from rq.scheduler import RQScheduler
from rq.serializers import JSONSerializer

from tests.bench.figures import Figure, percentile
from tests.workers.analyses import an_analysis
from workers.processes import redis_server
from workers.queues import pacemaker
from workers.store.lease import Queue
from workers.store.ledger import Ledger

OPEN = 10_000
LATE_GOAL_S = 1.5
SHARE_GOAL = 0.05
EVERY_S = 300.0
"""How often each of them is looked at: 33 a second, as for 1,000 remote jobs."""


def beside_rqs_scheduler(seconds: float) -> Figure:
    """Share of a core while 33 a second come due, and how late each is seen by a worker."""
    with _redis() as home:
        share, late = _pacemaker(home, seconds)
    with _redis() as home:
        other, other_late = _rqs_scheduler(home, seconds)
    return Figure(
        what=f"pacemaker with {OPEN:,} open analyses, {OPEN / EVERY_S:.0f} due a second",
        goal="≤ 5 % of a core, p99 ≤ 1.5 s late",
        ours=100 * share,
        unit="% of a core",
        met=share <= SHARE_GOAL and percentile(late, 99) <= LATE_GOAL_S,
        compared_with="RQ's scheduler with as many jobs at the same rate",
        other=100 * other,
        notes=f"late p50 {percentile(late, 50):.2f} s, p99 {percentile(late, 99):.2f} s; "
        f"RQ's p50 {percentile(other_late, 50):.2f} s, p99 {percentile(other_late, 99):.2f} s",
    )


def _pacemaker(home: redis_server.RedisHome, seconds: float) -> tuple[float, list[float]]:
    due: dict[str, float] = {}
    with home.client(10.0) as redis:
        ledger = Ledger(redis)
        for number in range(OPEN):
            analysis = an_analysis()
            ledger.accept(analysis, analysis.id)
            claim = ledger.claim(analysis.id)
            assert claim is not None
            after_s = 8 + EVERY_S * number / OPEN
            ledger.wait(claim, analysis, timedelta(seconds=after_s), Queue.PIPELINE)
        for name, score in redis.zrange("undertone:due:pipeline", 0, -1, withscores=True):
            due[name.decode()] = score / 1000
        with _running(_beat, home) as process:
            share, late = _watched(
                process, seconds, lambda: _taken(redis, ledger), lambda name: due[name]
            )
    return share, late


def _taken(redis: Redis, ledger: Ledger) -> list[str]:
    """What a worker does with a wake-up: looks, and takes along what else is due."""
    jobs = rq.Queue(Queue.PIPELINE, connection=redis, serializer=JSONSerializer)
    seen = []
    for job_id in jobs.get_job_ids():
        redis.lpop(jobs.key)
        job = jobs.fetch_job(job_id)
        if job is not None:
            seen.append(str(job.args[0]))
    if seen:
        seen += ledger.take_due(Queue.PIPELINE, 50)
    for analysis_id in seen:
        claim = ledger.claim(analysis_id)
        if claim is not None:
            ledger.wait(claim, claim.analysis, timedelta(hours=1), Queue.PIPELINE)
    return seen


def _rqs_scheduler(home: redis_server.RedisHome, seconds: float) -> tuple[float, list[float]]:
    with home.client(10.0) as redis:
        jobs = rq.Queue("plain", connection=redis, serializer=JSONSerializer)
        began, due = time.time(), {}
        for number in range(OPEN):
            after_s = 12 + EVERY_S * number / OPEN
            job = jobs.enqueue_in(timedelta(seconds=after_s + began - time.time()), "os.getpid")
            due[job.id] = began + after_s

        def taken() -> list[str]:
            ids = jobs.get_job_ids()
            for _ in ids:
                redis.lpop(jobs.key)
            return ids

        with _running(_schedule, home) as process:
            return _watched(process, seconds, taken, lambda name: due[name])


def _watched(
    process: psutil.Process,
    seconds: float,
    taken: Callable[[], list[str]],
    due: Callable[[str], float],
) -> tuple[float, list[float]]:
    """The process' share of a core, and how late each id was seen that became due meanwhile."""
    late: list[float] = []
    end = time.monotonic() + 10  # until the first are due
    while time.monotonic() < end:
        taken()
        time.sleep(0.05)
    before, began = process.cpu_times(), time.monotonic()
    while time.monotonic() - began < seconds:
        late += [time.time() - due(name) for name in taken()]
        time.sleep(0.05)
    spent = process.cpu_times()
    used_s = spent.user + spent.system - before.user - before.system
    return used_s / (time.monotonic() - began), late


@contextmanager
def _running(
    target: Callable[[str], None], home: redis_server.RedisHome
) -> Iterator[psutil.Process]:
    child = get_context("spawn").Process(target=target, args=(home.url,))
    child.start()
    try:
        yield psutil.Process(child.pid)
    finally:
        os.kill(child.pid or 0, signal.SIGTERM)
        child.join()


def _beat(url: str) -> None:
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    pacemaker.keep_pace(redis_server.RedisHome(url).client(), stop)


def _schedule(url: str) -> None:
    connection = redis_server.RedisHome(url).client(10.0)
    scheduler = RQScheduler(["plain"], connection=connection, serializer=JSONSerializer)
    scheduler.acquire_locks()  # type: ignore[no-untyped-call]  # RQ ships no types
    scheduler.work()  # type: ignore[no-untyped-call]  # likewise


@contextmanager
def _redis() -> Iterator[redis_server.RedisHome]:
    with (
        tempfile.TemporaryDirectory(prefix="bench-", dir="/tmp") as folder,
        redis_server.connect_redis(None, Path(folder)) as home,
    ):
        yield home
