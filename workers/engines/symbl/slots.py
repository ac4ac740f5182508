"""Slots: how many of the account's jobs may be unfinished at once, counted across all workers.

A slot belongs to a name and runs out by itself, so that a worker that dies gives it back; while
its job is looked at, it is kept. Who gets none is told when to ask again: the longer the line in
front, the later, so that a thousand who wait ask some ten times a second all together.
"""

from __future__ import annotations

import random
from datetime import timedelta

from redis import Redis

from workers.errors import Unavailable

HELD = timedelta(minutes=1)
"""For a slot that is wanted soon."""
_TAKEN = timedelta(minutes=15)
"""For a job: much longer than the longest pause between two looks at it."""
_WAITING_MS = 6 * 60 * 60_000
_FIRST_PAUSE_S = 3.0
_PAUSE_PER_PLACE_S = 0.5
_LONGEST_PAUSE_S = 180.0

_TAKE = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
local closed = math.max(redis.call('PTTL', KEYS[3]), 0)
local free = closed == 0 and redis.call('ZCARD', KEYS[1]) < tonumber(ARGV[2])
if free or redis.call('ZSCORE', KEYS[1], ARGV[1]) then
    redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
    redis.call('ZREM', KEYS[2], ARGV[1])
    return {1, 0, 0}
end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - ARGV[4])
redis.call('ZADD', KEYS[2], 'NX', now, ARGV[1])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
return {0, redis.call('ZRANK', KEYS[2], ARGV[1]), closed}
"""

_KEEP = """
local time = redis.call('TIME')
redis.call('ZADD', KEYS[1], time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[2], ARGV[1])
"""


class Slots:
    """At most `limit` names hold one; `keys` begins the names of the Redis keys."""

    def __init__(self, redis: Redis, keys: str, limit: int) -> None:
        self._redis = redis
        self._limit = limit
        self._held = f"{keys}:slots"
        self._waiting = f"{keys}:waiting"
        self._closed = f"{keys}:closed"
        self._take = redis.register_script(_TAKE)
        self._keep = redis.register_script(_KEEP)

    def take(self, name: str, life: timedelta = _TAKEN) -> None:
        """Take a slot for `name`, or the one it has already; `Unavailable` where none is free."""
        taken, place, closed_ms = self._take(
            keys=[self._held, self._waiting, self._closed],
            args=[name, self._limit, _ms(life), _WAITING_MS],
        )
        if not taken:
            raise Unavailable("symbl: all slots taken", _pause(place, closed_ms / 1000))

    def keep(self, name: str) -> None:
        """Count `name`'s job as unfinished for another while, slot or no slot: it is."""
        self._keep(keys=[self._held], args=[name, _ms(_TAKEN)])

    def free(self, name: str) -> None:
        """Give back the slot of `name`, and its place in the line."""
        with self._redis.pipeline() as pipe:
            pipe.zrem(self._held, name)
            pipe.zrem(self._waiting, name)
            pipe.execute()

    def close(self, pause: timedelta) -> None:
        """Give out no slot for a while: the account is busy with jobs that are not counted here."""
        self._redis.set(self._closed, 1, px=max(pause, timedelta(milliseconds=1)))


def _ms(span: timedelta) -> int:
    return int(span.total_seconds() * 1000)


def _pause(place: int, closed_s: float) -> timedelta:
    line_s = min(_FIRST_PAUSE_S + place * _PAUSE_PER_PLACE_S, _LONGEST_PAUSE_S)
    return timedelta(seconds=closed_s + line_s * random.uniform(0.8, 1.2))
