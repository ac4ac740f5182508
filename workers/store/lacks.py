"""Lacks: what the workers have found missing when they started, for the bot to tell admins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from redis import Redis

from workers.domain.lack import Lack
from workers.store.keys import Key
from workers.store.redis_answers import translate_redis_errors

_LACKING = Key.LACKING.make()


class Lacks:
    """One set for all workers: those that started last say what is so. Raises Unavailable where
    Redis cannot be reached."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def report(self, lacking: Iterable[Lack]) -> None:
        """In the place of what was reported before."""
        found = [lack.value for lack in lacking]
        with translate_redis_errors(), self._redis.pipeline(transaction=True) as pipe:
            pipe.delete(_LACKING)
            if found:
                pipe.sadd(_LACKING, *found)
            pipe.execute()

    def read(self) -> tuple[Lack, ...]:
        """The gravest first; what a newer version may have reported is passed over."""
        with translate_redis_errors():
            told = {each.decode() for each in cast(set[bytes], self._redis.smembers(_LACKING))}
        return tuple(lack for lack in Lack if lack.value in told)
