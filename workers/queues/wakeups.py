"""Wake-ups: the RQ jobs that make a worker look at an analysis.

A wake-up carries an id and nothing else. Losing one is harmless (the pacemaker sends another), and
doubling one too (the second finds the analysis claimed). Hence no RQ retries, results or pickles.
"""

from __future__ import annotations

from datetime import timedelta

import rq
from redis import Redis
from rq.serializers import JSONSerializer

from workers.store.lease import Queue

ADVANCE = "workers.jobs.advance"
TIMEOUTS = {Queue.PIPELINE: timedelta(minutes=30), Queue.TRANSCRIBE: timedelta(hours=8)}
"""A last resort against a stage that hangs; leases and deadlines act long before."""
FORGOTTEN_S = 3600
"""When the trace of a wake-up that fell out of its queue is dropped."""
AHEAD = 8
"""How many wake-ups lie ready in a queue. The ledger is the real line, ordered by what is due; a
long one in RQ would keep what a dead worker left waiting behind all that is new."""


def send_wakeups(redis: Redis, queue: Queue, *analysis_ids: str, ahead: bool = False) -> None:
    """Put one wake-up per analysis at the end of the queue, as far as it has room.

    What finds no room is due all the same, and the pacemaker wakes it in its turn. `ahead` puts it
    before all others, room or not: for people who have nothing else under way.
    """
    room = len(analysis_ids) if ahead else AHEAD - count_waiting(redis, queue)
    waiting = rq.Queue(queue, connection=redis, serializer=JSONSerializer)
    for analysis_id in analysis_ids[: max(0, room)]:
        waiting.enqueue(
            ADVANCE,
            analysis_id,
            str(queue),
            job_timeout=int(TIMEOUTS[queue].total_seconds()),
            ttl=FORGOTTEN_S,
            result_ttl=0,
            failure_ttl=60,
            description=analysis_id,
            at_front=ahead,
        )


def count_waiting(redis: Redis, queue: Queue) -> int:
    """Wake-ups that no worker has taken yet."""
    return rq.Queue(queue, connection=redis, serializer=JSONSerializer).count
