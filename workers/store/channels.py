"""The channels' settings and the colours that their speakers have, in Redis."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import msgspec
from redis import Redis
from redis.client import Pipeline

from workers.domain.channel import ChannelSettings
from workers.domain.phrases import Tone, add_phrase
from workers.store.keys import Key

COLOURS_KEPT = timedelta(days=90)


class Channels:
    """One record per channel; a channel nobody has set up has the defaults."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def settings(self, team: str, channel: str) -> ChannelSettings:
        return _read(self._redis.get(Key.CHANNEL.make(team, channel)))

    def save(self, team: str, channel: str, settings: ChannelSettings) -> None:
        self._redis.set(Key.CHANNEL.make(team, channel), msgspec.json.encode(settings))

    def add_phrase(self, team: str, channel: str, phrase: str, tone: Tone) -> bool:
        """One more phrase of the channel's own, beside all that others save at the same time; False
        where there is no room for it."""
        key = Key.CHANNEL.make(team, channel)

        def add(pipe: Pipeline) -> bool:
            settings = _read(pipe.get(key))
            phrases = add_phrase(settings.phrases, phrase, tone)
            pipe.multi()
            if phrases is not None:
                pipe.set(key, msgspec.json.encode(replace(settings, phrases=phrases)))
            return phrases is not None

        typed = cast(Callable[[Pipeline], None], add)
        return bool(self._redis.transaction(typed, key, value_from_callable=True))

    def colours(self, team: str, channel: str, speakers: Iterable[str]) -> dict[str, int]:
        """Places in the palette by speaker: the same person keeps the same colour."""
        stored = cast(dict[bytes, bytes], self._redis.hgetall(Key.COLOURS.make(team, channel)))
        places = {mark.decode(): int(place) for mark, place in stored.items()}
        marks = {speaker: _mark(team, channel, speaker) for speaker in speakers}
        return {speaker: places[mark] for speaker, mark in marks.items() if mark in places}

    def remember_colours(self, team: str, channel: str, colours: Mapping[str, int]) -> None:
        if not colours:
            return
        key = Key.COLOURS.make(team, channel)
        with self._redis.pipeline(transaction=True) as pipe:
            marks = {_mark(team, channel, name): place for name, place in colours.items()}
            pipe.hset(key, mapping=cast(Mapping[Any, Any], marks))
            pipe.expire(key, COLOURS_KEPT)
            pipe.execute()


def _read(stored: object) -> ChannelSettings:
    if stored is None:
        return ChannelSettings()
    return msgspec.json.decode(cast(bytes, stored), type=ChannelSettings)


def _mark(team: str, channel: str, speaker: str) -> str:
    """What stands for a name: a colour's table is no list of who speaks in a channel."""
    return hashlib.sha256(f"{team}\n{channel}\n{speaker}".encode()).hexdigest()[:16]
