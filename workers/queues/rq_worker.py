"""The body of a worker process: RQ's Worker on one queue, stripped to what wake-ups need.

A wake-up may be lost or doubled, the ledger makes good for it (see `workers.store.ledger`). So RQ's
own retries, results, scheduler and remote commands stay off, and what it records about jobs is
swept.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from typing import NoReturn

import rq
from redis import Redis
from redis.exceptions import RedisError
from rq.job import Job
from rq.serializers import JSONSerializer

from workers.processes.lifeline import die_with_parent

logger = logging.getLogger(__name__)

WORKER_TTL_S = 20
"""RQ derives from it how long a pop blocks (5 s) and when a silent Redis is given up (15 s)."""

SWEEP_S = 60
"""How often RQ's records of ended and abandoned jobs are cleared."""


class WakeUpWorker(rq.Worker):
    """Takes wake-ups from one queue and runs each in a fork, the horse, that never outlives it.

    One queue, because only then RQ moves a job to a list of its own (BLMOVE) where a crash leaves
    it to be found; from several queues it pops and forgets.
    """

    max_connection_wait_time = 4.0  # seconds between two tries to reach a Redis that is away

    def __init__(self, connection: Redis, queue: str) -> None:
        super().__init__(
            [queue],
            connection=connection,
            serializer=JSONSerializer,
            default_result_ttl=0,
            maintenance_interval=SWEEP_S,
            worker_ttl=WORKER_TTL_S,
        )
        self._own_pid = os.getpid()

    @property
    def told_to_stop(self) -> bool:
        """Has a SIGTERM or SIGINT come?"""
        return self._shutdown_requested_date is not None

    def subscribe(self) -> None:
        """Take no commands from Redis: they would need a thread, and we fork."""

    def main_work_horse(self, job: Job, queue: rq.Queue) -> NoReturn:
        """Run the job; this is the horse's first line of code after the fork."""
        die_with_parent(self._own_pid)
        super().main_work_horse(job, queue)
        raise AssertionError("unreachable: the horse leaves by os._exit")


def run_worker(connect: Callable[[], Redis], queue: str) -> None:
    """Work on `queue` until SIGTERM; the job at hand is finished first.

    Leaves with status 1 where Redis went away at a moment that RQ cannot bridge: whoever supervises
    this process starts it again.
    """
    # With a handler in place RQ adds none of its own, and its records reach the root logger.
    logging.getLogger("rq").addHandler(logging.NullHandler())
    try:
        worker = WakeUpWorker(connect(), queue)
        worker.work(logging_level="WARNING")
    except RedisError as error:
        logger.warning("Redis went away: %s", error)
        sys.exit(1)
    if not worker.told_to_stop:
        sys.exit(1)
