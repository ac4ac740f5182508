"""Health: whether analyses get on, seen from anywhere, as Redis tells it."""

from __future__ import annotations

from dataclasses import dataclass

from redis import Redis
from redis.exceptions import RedisError

from workers.store.keys import Key
from workers.store.lease import Queue
from workers.store.ledger import Ledger

BEAT = Key.BEAT.make()
BEAT_KEPT_S = 60
"""The pacemaker writes BEAT with this life, so that what is left of it tells its age."""
BEAT_TOO_OLD_S = 15.0
OVERDUE_TOO_LONG_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What a watchdog has to know; a None is what nobody can tell.

    `beat_age_s` is for how long no pacemaker has beaten, `oldest_due_s` for how long the analysis
    that waits longest has been due.
    """

    redis: bool
    beat_age_s: float | None = None
    oldest_due_s: float | None = None

    @property
    def ok(self) -> bool:
        """Whether everything gets on as it should."""
        beats = self.beat_age_s is not None and self.beat_age_s < BEAT_TOO_OLD_S
        return self.redis and beats and (self.oldest_due_s or 0.0) < OVERDUE_TOO_LONG_S


def check_health(redis: Redis) -> Health:
    """A look at Redis; one that does not answer is part of the finding."""
    try:
        left_ms = redis.pttl(BEAT)
        oldest_s = max(Ledger(redis).overdue_s(queue) for queue in Queue)
    except RedisError:
        return Health(redis=False)
    age_s = BEAT_KEPT_S - left_ms / 1000 if left_ms > 0 else None
    return Health(redis=True, beat_age_s=age_s, oldest_due_s=oldest_s)
