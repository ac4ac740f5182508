"""Homes: who has looked at their Home tab, where its links lead, and whether an admin looks."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from redis import Redis

from workers.domain.opened_home import OpenedHome
from workers.store.keys import Key
from workers.store.sealing import find_readable, seal_record

KEPT_FOR = timedelta(days=30)


class Homes:
    """One entry per person; who does not come back for a month is no longer written to."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def opened(self, team: str, person: str, home: OpenedHome) -> None:
        self._redis.set(Key.HOME.make(team, person), seal_record(home), ex=KEPT_FOR)

    def find(self, team: str, person: str) -> OpenedHome | None:
        """None where this person has not looked at the Home tab lately."""
        stored = self._redis.get(Key.HOME.make(team, person))
        return find_readable(cast(bytes | None, stored), OpenedHome, f"home of {person}")
