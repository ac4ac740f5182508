"""The channels' settings and the colours that their speakers have, in Redis."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

from redis import Redis
from redis.client import Pipeline

from workers.domain.channel import ChannelSettings
from workers.domain.phrases import Tone, add_phrase
from workers.store.fenced import Fenced, write_freely
from workers.store.keys import Key
from workers.store.sealing import find_readable, list_marks, mark_name, seal_record

COLOURS_KEPT = timedelta(days=90)
CLOSED = ChannelSettings(links="ask", names="letters", quotes=False)
"""For a channel whose settings' key is gone, until somebody saves new ones: it may have wanted as
little as this."""


class Channels:
    """One record per channel; a channel nobody has set up has the defaults."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def settings(self, team: str, channel: str) -> ChannelSettings:
        return _read(self._redis.get(Key.CHANNEL.make(team, channel)))

    def save(self, team: str, channel: str, settings: ChannelSettings) -> None:
        self._redis.set(Key.CHANNEL.make(team, channel), seal_record(settings))

    def add_phrase(self, team: str, channel: str, phrase: str, tone: Tone) -> bool:
        """One more phrase of the channel's own; False where there is no room for it."""
        return self._change_phrases(team, channel, lambda known: add_phrase(known, phrase, tone))

    def drop_phrases(self, team: str, channel: str, phrases: Iterable[str]) -> bool:
        """Without these; False where the channel has none of them."""
        gone = set(phrases)

        def drop(known: Mapping[str, Tone]) -> dict[str, Tone] | None:
            kept = {each: tone for each, tone in known.items() if each not in gone}
            return kept if len(kept) < len(known) else None

        return self._change_phrases(team, channel, drop)

    def _change_phrases(
        self,
        team: str,
        channel: str,
        change: Callable[[Mapping[str, Tone]], Mapping[str, Tone] | None],
    ) -> bool:
        """Beside all that others save at the same time; False where `change` gives None."""
        key = Key.CHANNEL.make(team, channel)

        def write(pipe: Pipeline) -> bool:
            settings = _read(pipe.get(key))
            phrases = change(settings.phrases)
            pipe.multi()
            if phrases is not None:
                pipe.set(key, seal_record(replace(settings, phrases=phrases)))
            return phrases is not None

        typed = cast(Callable[[Pipeline], None], write)
        return bool(self._redis.transaction(typed, key, value_from_callable=True))

    def colours(self, team: str, channel: str, speakers: Iterable[str]) -> dict[str, int]:
        """Places in the palette by speaker: the same person keeps the same colour."""
        stored = cast(dict[bytes, bytes], self._redis.hgetall(Key.COLOURS.make(team, channel)))
        places = {mark.decode(): int(place) for mark, place in stored.items()}
        known = {
            speaker: next((mark for mark in list_marks(name) if mark in places), None)
            for speaker in speakers
            for name in [_name(team, channel, speaker)]
        }
        return {speaker: places[mark] for speaker, mark in known.items() if mark is not None}

    def remember_colours(
        self, team: str, channel: str, colours: Mapping[str, int], ours: Fenced | None = None
    ) -> None:
        """Keep them for the channel's next charts. A worker says that the analysis is `ours`.
        Raises LeaseLost where it is not any more."""
        if not colours:
            return
        key = Key.COLOURS.make(team, channel)
        marks = {
            mark_name(_name(team, channel, speaker)): place for speaker, place in colours.items()
        }

        def write(pipe: Pipeline) -> None:
            pipe.hset(key, mapping=cast(Mapping[Any, Any], marks))
            pipe.expire(key, COLOURS_KEPT)

        if ours is None:
            write_freely(self._redis, write)
        else:
            ours.write(write)


def _read(stored: object) -> ChannelSettings:
    if stored is None:
        return ChannelSettings()
    found = find_readable(cast(bytes, stored), ChannelSettings, "the settings of a channel")
    return found or CLOSED


def _name(team: str, channel: str, speaker: str) -> str:
    """What is hashed in the place of a name: a colour's table is no list of who speaks."""
    return f"{team}\n{channel}\n{speaker}"
