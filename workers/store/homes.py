"""Homes: who has looked at their Home tab, where its links lead, and whether an admin looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from redis import Redis

from workers.store.keys import Key
from workers.store.sealing import find_readable, seal_record

KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class OpenedHome:
    """A Home tab that is looked at; admins of the workspace also see what engines were given."""

    workspace_url: str
    admin: bool = False


class Homes:
    """One entry per person; who does not come back for a month is no longer written to."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def opened(self, team: str, person: str, workspace_url: str, *, admin: bool = False) -> None:
        packed = seal_record(OpenedHome(workspace_url, admin))
        self._redis.set(Key.HOME.make(team, person), packed, ex=KEPT_FOR)

    def find(self, team: str, person: str) -> OpenedHome | None:
        """None where this person has not looked at the Home tab lately."""
        stored = self._redis.get(Key.HOME.make(team, person))
        return find_readable(cast(bytes | None, stored), OpenedHome, f"home of {person}")
