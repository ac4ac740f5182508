"""Slots: how many of the account's jobs may be unfinished at once, counted across all workers.

A slot belongs to a name and runs out by itself, so that a worker that dies gives it back; while
its job is looked at, it is kept. Who gets none is told when to ask again: when its turn should
come, by its place in the line and by how fast slots have been coming free. So a thousand who wait
ask little more often, all together, than slots come free.
"""

from __future__ import annotations

import random
from datetime import timedelta

from redis import Redis

from workers.domain.errors import Unavailable

HELD = timedelta(minutes=1)
"""For a slot that is wanted soon."""
_TAKEN = timedelta(minutes=15)
"""For a job: much longer than the longest pause between two looks at it."""
_LONGEST_CLOSED = timedelta(minutes=10)
_WAITING_MS = 6 * 60 * 60_000
_FREED_MS = 5 * 60_000
"""How far back the pace is measured."""
_FIRST_PAUSE_S = 3.0
_LONGEST_PAUSE_S = 180.0
_FASTEST_S, _SLOWEST_S = 0.1, 2.0
"""Bounds of the time between two free slots; the fastest also stands where little is known."""
_EAGERNESS = 0.7
"""Asking at just the pace of the past could never find out that more would go."""

_NOW = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
"""

# KEYS: slots, waiting, closed, freed
# ARGV: name, limit, then in ms: life of a slot, life of a place in the line, span of the pace, the
# longest life of a slot, the longest that none is given out
_TAKE = (
    _NOW
    + """
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
-- What is held for longer than anybody may was taken before the clock was set back.
for _, held in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], now + ARGV[6] + 1, '+inf')) do
    redis.call('ZADD', KEYS[1], now + ARGV[6], held)
end
local closed = math.max(redis.call('PTTL', KEYS[3]), 0)
if closed > tonumber(ARGV[7]) then
    redis.call('DEL', KEYS[3])
    closed = 0
end
local free = closed == 0 and redis.call('ZCARD', KEYS[1]) < tonumber(ARGV[2])
if free or redis.call('ZSCORE', KEYS[1], ARGV[1]) then
    redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
    redis.call('PEXPIRE', KEYS[1], ARGV[6])
    redis.call('ZREM', KEYS[2], ARGV[1])
    return {1, 0, 0, 0}
end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - ARGV[4])
redis.call('ZADD', KEYS[2], 'NX', now, ARGV[1])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', now - ARGV[5])
local count = redis.call('ZCARD', KEYS[4])
local gap = 0
if count >= 5 then
    gap = (now - redis.call('ZRANGE', KEYS[4], 0, 0, 'WITHSCORES')[2]) / count
end
return {0, redis.call('ZRANK', KEYS[2], ARGV[1]), closed, math.floor(gap)}
"""
)

# KEYS: slots   ARGV: name, life (ms)
_KEEP = (
    _NOW
    + """
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
"""
)

# KEYS: slots, waiting, freed   ARGV: name, how many to remember, and for how long (ms)
_FREE = (
    _NOW
    + """
redis.call('ZREM', KEYS[2], ARGV[1])
if redis.call('ZREM', KEYS[1], ARGV[1]) == 1 then
    redis.call('ZADD', KEYS[3], now, ARGV[1])
    redis.call('ZREMRANGEBYRANK', KEYS[3], 0, -1 - ARGV[2])
    redis.call('PEXPIRE', KEYS[3], ARGV[3])
end
"""
)


class Slots:
    """At most `limit` names hold one; `keys` begins the names of the Redis keys, `what`
    names the service for the log."""

    def __init__(self, redis: Redis, keys: str, limit: int, what: str) -> None:
        self._redis = redis
        self._limit = limit
        self._what = what
        self._held = f"{keys}:slots"
        self._waiting = f"{keys}:waiting"
        self._closed = f"{keys}:closed"
        self._freed = f"{keys}:freed"
        self._take = redis.register_script(_TAKE)
        self._keep = redis.register_script(_KEEP)
        self._free = redis.register_script(_FREE)

    def take(self, name: str, life: timedelta = _TAKEN) -> None:
        """Take a slot for `name`, or the one it has already; `Unavailable` where none is free."""
        taken, place, closed_ms, gap_ms = self._take(
            keys=[self._held, self._waiting, self._closed, self._freed],
            args=[
                *(name, self._limit, _ms(life), _WAITING_MS, _FREED_MS),
                *(_ms(_TAKEN), _ms(_LONGEST_CLOSED)),
            ],
        )
        if not taken:
            pause = _pause(place, closed_ms / 1000, gap_ms / 1000)
            raise Unavailable(self._what, pause, detail="all slots taken")

    def keep(self, name: str) -> None:
        """Count `name`'s job as unfinished for another while, slot or no slot: it is."""
        self._keep(keys=[self._held], args=[name, _ms(_TAKEN)])

    def free(self, name: str) -> None:
        """Give back the slot of `name`, and its place in the line."""
        self._free(
            keys=[self._held, self._waiting, self._freed], args=[name, 2 * self._limit, _FREED_MS]
        )

    def close(self, pause: timedelta) -> None:
        """Give out no slot for a while: the account is busy with jobs that are not counted here."""
        self._redis.set(
            self._closed, 1, px=max(min(pause, _LONGEST_CLOSED), timedelta(milliseconds=1))
        )


def _ms(span: timedelta) -> int:
    return int(span.total_seconds() * 1000)


def _pause(place: int, closed_s: float, gap_s: float) -> timedelta:
    gap_s = min(max(gap_s * _EAGERNESS, _FASTEST_S), _SLOWEST_S)
    line_s = min(_FIRST_PAUSE_S + place * gap_s, _LONGEST_PAUSE_S)
    return timedelta(seconds=closed_s + line_s * random.uniform(0.8, 1.2))
