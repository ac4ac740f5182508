"""Greetings: whom the bot has said hello to, so that it does so once."""

from __future__ import annotations

from redis import Redis

from workers.store.keys import Key


class Greetings:
    """One set per workspace, of channels and `SETTER_UP`."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def is_first(self, team: str, whom: str) -> bool:
        """Note that they are greeted; False where that was done before."""
        return bool(self._redis.sadd(Key.GREETED.make(team), whom))

    def was_greeted(self, team: str, whom: str) -> bool:
        return bool(self._redis.sismember(Key.GREETED.make(team), whom))

    def take_back(self, team: str, whom: str) -> None:
        """Nothing was said there after all."""
        self._redis.srem(Key.GREETED.make(team), whom)
