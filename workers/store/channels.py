"""The channels' settings and the colours that their speakers have, in Redis."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast

import msgspec
from redis import Redis

from workers.domain.channel import ChannelSettings
from workers.store.keys import Key

COLOURS_KEPT = timedelta(days=90)


class Channels:
    """One record per channel; a channel nobody has set up has the defaults."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def settings(self, team: str, channel: str) -> ChannelSettings:
        stored = self._redis.get(Key.CHANNEL.make(team, channel))
        if stored is None:
            return ChannelSettings()
        return msgspec.json.decode(cast(bytes, stored), type=ChannelSettings)

    def save(self, team: str, channel: str, settings: ChannelSettings) -> None:
        self._redis.set(Key.CHANNEL.make(team, channel), msgspec.json.encode(settings))

    def colours(self, team: str, channel: str) -> dict[str, int]:
        """Places in the palette by speaker: the same person keeps the same colour."""
        stored = cast(dict[bytes, bytes], self._redis.hgetall(Key.COLOURS.make(team, channel)))
        return {name.decode(): int(place) for name, place in stored.items()}

    def remember_colours(self, team: str, channel: str, colours: Mapping[str, int]) -> None:
        if not colours:
            return
        key = Key.COLOURS.make(team, channel)
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.hset(key, mapping=cast(Mapping[Any, Any], colours))
            pipe.expire(key, COLOURS_KEPT)
            pipe.execute()
