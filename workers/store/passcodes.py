"""Passcodes of locked recordings: apart from everything else, and for minutes only."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from redis import Redis

from workers.store.keys import Key

KEPT_FOR = timedelta(minutes=30)
"""For a recording that waits behind others; it is forgotten sooner, when it has been used."""


class Passcodes:
    """What someone has entered to open a recording, by analysis."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def keep(self, analysis_id: str, passcode: str) -> None:
        self._redis.set(Key.PASSCODE.make(analysis_id), passcode, ex=KEPT_FOR)

    def read(self, analysis_id: str) -> str | None:
        """The passcode; None where nobody has entered one, or its time is over."""
        stored = cast(bytes | None, self._redis.get(Key.PASSCODE.make(analysis_id)))
        return None if stored is None else stored.decode()

    def forget(self, analysis_id: str) -> None:
        self._redis.delete(Key.PASSCODE.make(analysis_id))
