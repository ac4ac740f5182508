"""Known sharing: that Slack has just said of a channel that nobody else is in it.

It is remembered for a moment, so that Slack is not asked for every edit of a status message.
"""

from __future__ import annotations

from datetime import timedelta

from redis import Redis

from workers.store.keys import Key

REMEMBERED_FOR = timedelta(seconds=30)
_INSIDE, _SHARED = b"inside", b"shared"


class KnownSharing:
    """By channel. Nothing but a clear no is ever remembered as one."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def is_inside(self, channel: str) -> bool:
        """Whether Slack has said so lately, and nothing else since."""
        return self._redis.get(Key.SHARING.make(channel)) == _INSIDE

    def remember_inside(self, channel: str) -> None:
        """Slack has said so; what it has told of its own accord meanwhile counts for more."""
        self._redis.set(Key.SHARING.make(channel), _INSIDE, ex=REMEMBERED_FOR, nx=True)

    def note_shared(self, channel: str) -> None:
        """Slack tells that another organisation has come in: ask it each time, for a while."""
        self._redis.set(Key.SHARING.make(channel), _SHARED, ex=REMEMBERED_FOR)
