"""What an installation lacks, as far as Redis knows."""

from __future__ import annotations

import time

from redis import Redis

from workers.domain.lack import Lack
from workers.queues.health import check_health
from workers.store.lacks import Lacks

STARTING_S = 30.0
"""For so long after we have started, the workers may be starting too."""


class Shortcomings:
    """Raises `Unavailable` where Redis cannot be reached."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._lacks = Lacks(redis)
        self._since_s = time.monotonic()

    def find(self, patience_s: float = STARTING_S) -> tuple[Lack, ...]:
        """What the workers have found missing as they started; first, that none is running."""
        young = time.monotonic() - self._since_s < patience_s
        beats = young or check_health(self._redis).beat_age_s is not None
        return (*(() if beats else (Lack.WORKERS,)), *self._lacks.read())
