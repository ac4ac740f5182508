"""Minutes: how much sound each engine that costs money was given, by month, over all workers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import cast

from redis import Redis

from workers.store.keys import Key

KEPT_FOR = timedelta(days=366)


class EngineMinutes:
    """Months are UTC's, written 2026-11."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def add(self, engine: str, minutes: float) -> None:
        """Note what an engine has heard this month."""
        key = Key.MINUTES.make(name_month())
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.hincrbyfloat(key, engine, round(minutes, 3))
            pipe.expire(key, KEPT_FOR)
            pipe.execute()

    def of_month(self, month: str | None = None) -> Mapping[str, float]:
        """Minutes by engine; this month's unless another is named."""
        stored = self._redis.hgetall(Key.MINUTES.make(month or name_month()))
        told = cast(dict[bytes, bytes], stored)
        return {engine.decode(): float(minutes) for engine, minutes in sorted(told.items())}


def name_month() -> str:
    """This month."""
    return f"{datetime.now(UTC):%Y-%m}"
