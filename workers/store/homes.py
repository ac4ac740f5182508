"""Homes: who has looked at their Home tab, and where its links lead."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from redis import Redis

from workers.store.keys import Key

KEPT_FOR = timedelta(days=30)


class Homes:
    """One entry per person; who does not come back for a month is no longer written to."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def opened(self, team: str, person: str, workspace_url: str) -> None:
        self._redis.set(Key.HOME.make(team, person), workspace_url, ex=KEPT_FOR)

    def workspace_url(self, team: str, person: str) -> str | None:
        """None where this person has not looked at the Home tab lately."""
        stored = self._redis.get(Key.HOME.make(team, person))
        return None if stored is None else cast(bytes, stored).decode()
