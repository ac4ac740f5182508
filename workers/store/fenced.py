"""Fenced: what a worker writes beside the record is written only while the analysis is its own.

A worker that was frozen and wakes up does not know yet that another has taken over, or that the
workspace has left and all was deleted: what it still writes would be there for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from redis import Redis
from redis.client import Pipeline

from workers.store.keys import Key
from workers.store.lease import LeaseLost

Write = Callable[[Pipeline], object]


class Fenced:
    """Writes of the worker whose claim has this fence."""

    def __init__(self, redis: Redis, analysis_id: str, fence: int) -> None:
        self._redis = redis
        self._analysis_id = analysis_id
        self._fence = str(fence).encode()

    def write(self, how: Write) -> None:
        """Run the commands that `how` puts into the pipeline, all or none. Raises LeaseLost."""
        record = Key.ANALYSIS.make(self._analysis_id)

        def while_ours(pipe: Pipeline) -> None:
            if cast(bytes | None, pipe.hget(record, "fence")) != self._fence:
                raise LeaseLost(self._analysis_id)
            pipe.multi()
            how(pipe)

        # Begun anew where the record changes in between: every second, when its lease is renewed.
        self._redis.transaction(while_ours, record)


def write_freely(redis: Redis, how: Write) -> None:
    """The same for whoever needs no claim: all or none."""
    with redis.pipeline(transaction=True) as pipe:
        how(pipe)
        pipe.execute()
