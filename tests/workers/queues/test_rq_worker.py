"""Workers on a real Redis: what they run, what they leave behind, and how they end."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from typing import Any

import psutil
import pytest
import rq
from redis import Redis
from rq.registry import StartedJobRegistry
from rq.serializers import JSONSerializer

from tests.workers import programs
from tests.workers.observing import alive, eventually, redis_answers, running
from workers.processes.redis_server import RedisHome


class Bench:
    """A supervisor with one worker on a queue, and a client's view of it."""

    def __init__(self, redis: Redis, url: str, supervisor: psutil.Process) -> None:
        self.redis = redis
        self.url = url
        self.supervisor = supervisor
        self.queue = rq.Queue("short", connection=redis, serializer=JSONSerializer)

    def enqueue(self, job: Any, *arguments: object, timeout_s: int = 60) -> rq.job.Job:
        return self.queue.enqueue(
            f"{job.__module__}.{job.__name__}",
            *arguments,
            job_timeout=timeout_s,
            failure_ttl=60,
        )

    def pids(self, key: str, how_many: int, within_s: float = 8) -> list[int]:
        """What jobs have left at `key`, when there are `how_many`."""
        eventually(lambda: self.redis.llen(key) >= how_many, within_s)
        return [int(pid) for pid in self.redis.lrange(key, 0, -1)]

    def start_long_job(self) -> tuple[psutil.Process, list[int]]:
        """The worker, and the pids of the horse and of the process that its job has started."""
        self.enqueue(programs.last, self.url, "long", 60)
        pids = self.pids("long", 2)
        worker = psutil.Process(pids[0]).parent()
        assert worker is not None
        return worker, pids


@pytest.fixture
def bench(redis: Redis, redis_server: RedisHome) -> Iterator[Bench]:
    with running("supervise_workers", redis_server.url, "short") as supervisor:
        yield Bench(redis, redis_server.url, supervisor)


def test_runs_each_job_in_a_fork_of_a_loaded_worker(bench: Bench) -> None:
    bench.enqueue(programs.note, bench.url, "horses")
    bench.enqueue(programs.note, bench.url, "horses")
    first, second = bench.pids("horses", 2)
    assert first != second
    bench.enqueue(programs.tell_loaded, bench.url, "loaded", "decimal")
    assert eventually(lambda: bench.redis.get("loaded")) == b"1"


def test_nothing_of_a_finished_job_stays(bench: Bench) -> None:
    job = bench.enqueue(programs.note, bench.url, "horses")
    bench.pids("horses", 1)
    eventually(lambda: not bench.redis.exists(job.key))
    eventually(lambda: not bench.redis.exists(bench.queue.intermediate_queue_key))
    eventually(lambda: len(StartedJobRegistry(queue=bench.queue)) == 0)


def test_a_failed_job_stays_a_minute_at_most(bench: Bench) -> None:
    job = bench.enqueue(programs.fail)
    eventually(lambda: len(bench.queue.failed_job_registry) == 1)
    assert 0 < bench.redis.ttl(job.key) <= 60
    (expires,) = (score for _, score in bench.redis.zscan_iter(bench.queue.failed_job_registry.key))
    assert expires <= time.time() + 60


def test_takes_no_thread_into_its_forks(bench: Bench) -> None:
    worker, _ = bench.start_long_job()
    assert worker.num_threads() == 1
    assert bench.supervisor.num_threads() == 1


def test_a_killed_horse_costs_its_job_and_nothing_else(bench: Bench) -> None:
    worker, (horse, own) = bench.start_long_job()
    os.kill(horse, signal.SIGKILL)
    bench.enqueue(programs.note, bench.url, "after")
    bench.pids("after", 1)
    assert worker.is_running()
    eventually(lambda: not alive(horse, own))


def test_a_killed_worker_takes_its_horse_along_and_is_replaced(bench: Bench) -> None:
    worker, (horse, own) = bench.start_long_job()
    worker.kill()
    eventually(lambda: not alive(horse, own), within_s=4)
    bench.enqueue(programs.note, bench.url, "after")
    bench.pids("after", 1)


def test_a_killed_supervisor_takes_everyone_along(bench: Bench) -> None:
    worker, (horse, own) = bench.start_long_job()
    bench.supervisor.kill()
    eventually(lambda: not alive(worker.pid, horse))
    os.kill(own, signal.SIGKILL)  # an outsider to the job: whoever starts it sees to its end


def test_told_to_stop_it_finishes_a_short_job(bench: Bench) -> None:
    bench.enqueue(programs.last, bench.url, "short", 1)
    bench.pids("short", 2)
    bench.supervisor.terminate()
    assert bench.supervisor.wait(8) == 0
    assert bench.redis.llen("short:done") == 1
    assert bench.redis.smembers("rq:workers") == set()


def test_told_to_stop_it_does_not_wait_for_a_long_job(bench: Bench) -> None:
    worker, (horse, own) = bench.start_long_job()
    started = time.monotonic()
    bench.supervisor.terminate()
    assert bench.supervisor.wait(8) == 0
    assert time.monotonic() - started < 5  # its grace is 2 s here
    assert not alive(worker.pid, horse, own)


def test_a_job_past_its_time_is_ended(bench: Bench) -> None:
    bench.enqueue(programs.last, bench.url, "slow", 60, timeout_s=1)
    _, own = bench.pids("slow", 2)
    eventually(lambda: len(bench.queue.failed_job_registry) == 1)
    assert bench.redis.llen("slow:done") == 0
    eventually(lambda: not alive(own), within_s=4)


def test_after_redis_was_away_a_worker_is_back_within_10_s(
    bench: Bench, redis_server: RedisHome
) -> None:
    bench.enqueue(programs.note, bench.url, "before")
    bench.pids("before", 1)
    with redis_server.client() as client:
        server = psutil.Process(int(client.info("server")["process_id"]))
    guardian = server.parent()
    assert guardian is not None
    guardian.suspend()  # or it would have the server back at once
    server.kill()
    time.sleep(3)  # meanwhile the workers wait ever longer between two tries
    guardian.resume()
    eventually(lambda: redis_answers(redis_server))
    bench.enqueue(programs.note, bench.url, "after")
    bench.pids("after", 1, within_s=10)


def test_a_job_that_ends_while_redis_is_away_costs_no_worker(
    bench: Bench, redis_server: RedisHome
) -> None:
    _, (horse, _) = bench.start_long_job()
    with redis_server.client() as client:
        server = psutil.Process(int(client.info("server")["process_id"]))
    guardian = server.parent()
    assert guardian is not None
    guardian.suspend()
    server.kill()
    os.kill(horse, signal.SIGKILL)
    eventually(lambda: not alive(horse))
    time.sleep(1)  # the worker cannot write that down, and leaves; so do those that replace it
    guardian.resume()
    eventually(lambda: redis_answers(redis_server))
    bench.enqueue(programs.note, bench.url, "after")
    bench.pids("after", 1, within_s=10)
