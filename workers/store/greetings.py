"""Greetings: the channels that the bot has said hello in, so that it does so once in each."""

from __future__ import annotations

from redis import Redis

from workers.store.keys import Key


class Greetings:
    """One set of channels per workspace."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def is_first(self, team: str, channel: str) -> bool:
        """Note the channel; False where that was done before."""
        return bool(self._redis.sadd(Key.GREETED.make(team), channel))

    def take_back(self, team: str, channel: str) -> None:
        """Nothing was said there after all."""
        self._redis.srem(Key.GREETED.make(team), channel)
