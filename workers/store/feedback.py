"""Feedback: who has said of which chart already that it is right, or wrong."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from redis import Redis

from workers.store.keys import Key

KEPT_FOR = timedelta(days=1)


class Feedback:
    """Hashed and for a day: it is there so that nobody counts twice, not to be read."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def is_new(self, analysis_id: str, person: str, verdict: str) -> bool:
        """Note it; False where this person (an id) has said the same of it already."""
        said = hashlib.sha256(f"{analysis_id}\n{person}\n{verdict}".encode()).hexdigest()
        return bool(self._redis.set(Key.JUDGED.make(said[:32]), "1", nx=True, ex=KEPT_FOR))
