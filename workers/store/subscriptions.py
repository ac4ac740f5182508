"""Subscriptions: channels that get a chart of meetings without anyone asking each time."""

from __future__ import annotations

from typing import cast

from redis import Redis

from workers.domain.subscription import Subscription
from workers.store.keys import Key
from workers.store.redis_answers import translate_redis_errors
from workers.store.sealing import find_readable, seal_record

_SUBSCRIPTIONS = Key.SUBSCRIPTIONS.make("zoom")
_CALLED = Key.CALLED.make("zoom")


class Subscriptions:
    """All of them, in one Redis hash; a channel has one at most. Every method raises Unavailable
    where Redis cannot be reached."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def save(self, subscription: Subscription) -> None:
        """In the place of what the channel had."""
        field = _field(subscription.team, subscription.channel)
        with translate_redis_errors():
            self._redis.hset(_SUBSCRIPTIONS, field, cast(str, seal_record(subscription)))

    def end(self, team: str, channel: str) -> bool:
        """False where there was none."""
        with translate_redis_errors():
            return bool(self._redis.hdel(_SUBSCRIPTIONS, _field(team, channel)))

    def find(self, team: str, channel: str) -> Subscription | None:
        """What the channel wants; None where it wants nothing."""
        with translate_redis_errors():
            stored = self._redis.hget(_SUBSCRIPTIONS, _field(team, channel))
        return find_readable(cast(bytes | None, stored), Subscription, f"subscription of {channel}")

    def all(self) -> list[Subscription]:
        """Sorted by team and channel; without those whose key is gone."""
        with translate_redis_errors():
            stored = cast(dict[bytes, bytes], self._redis.hgetall(_SUBSCRIPTIONS))
        found = (
            find_readable(stored[field], Subscription, f"subscription of {field.decode()}")
            for field in sorted(stored)
        )
        return [subscription for subscription in found if subscription is not None]

    def of_person(self, team: str, person: str) -> list[Subscription]:
        """Those that this person has made."""
        return [each for each in self.all() if (each.team, each.subscriber) == (team, person)]

    def note_call(self) -> None:
        """Zoom has called: whoever runs the bot has set it up."""
        with translate_redis_errors():
            self._redis.set(_CALLED, b"1")

    def zoom_has_called(self) -> bool:
        """Whether Zoom has ever called with a signature that is its own."""
        with translate_redis_errors():
            return bool(self._redis.exists(_CALLED))


def _field(team: str, channel: str) -> str:
    return f"{team}:{channel}"
