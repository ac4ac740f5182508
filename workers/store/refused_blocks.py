"""Refused blocks: which servers have taken none of our newer blocks, so that they get the plain
form at once.

For a while only: servers are updated, and what was refused may have been one message's own fault.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta

from redis import Redis

from workers.store.keys import Key

KEPT_FOR = timedelta(days=1)


class RefusedBlocks:
    """What is known of one workspace at one server; its token tells one workspace from another."""

    def __init__(self, redis: Redis, api_url: str, token: str) -> None:
        self._redis = redis
        place = hashlib.sha256(f"{api_url}\n{token}".encode()).hexdigest()[:16]
        self._key = Key.PLAIN_FORM.make(place)

    def is_known(self) -> bool:
        """Whether newer blocks were refused there not long ago."""
        return bool(self._redis.exists(self._key))

    def remember(self) -> None:
        """They were refused just now."""
        self._redis.set(self._key, "1", ex=KEPT_FOR)
