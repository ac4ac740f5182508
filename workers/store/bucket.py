"""A token bucket that all workers share: so many of something a minute, in short bursts."""

from __future__ import annotations

from importlib.resources import files

from redis import Redis


class Bucket:
    """`rate` tokens come back each second, up to `most`."""

    def __init__(self, redis: Redis, key: str, *, rate: float, most: int) -> None:
        self._take = redis.register_script((files("workers.store.lua") / "bucket.lua").read_text())
        self._key = key
        self._rate = rate
        self._most = most

    def take(self) -> bool:
        """Take one token, if there is one."""
        return bool(self._take(keys=[self._key], args=[self._rate, self._most]))
