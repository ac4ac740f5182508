"""The index: finds analyses by who asked for them and by the messages that belong to them.

It is written beside the ledger, not with it: an id whose record is gone is passed over, and adding
one twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import cast

from redis import Redis
from redis.client import Pipeline

from workers.domain.analysis import Analysis
from workers.store.fenced import Fenced, write_freely
from workers.store.keys import Key

KEPT_FOR = timedelta(days=400)
"""Longer than any retention."""
MOST_FOUND = 1000


class Index:
    """Ids, newest first."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def add(self, analysis: Analysis, ours: Fenced | None = None) -> None:
        """Make it found by its team, by who asked, and by every message that belongs to it. A
        worker says that it is `ours`. Raises LeaseLost where it is not any more."""

        def write(pipe: Pipeline) -> None:
            for key in _places(analysis):
                pipe.zadd(key, {analysis.id: analysis.accepted_at.timestamp()})
                pipe.expire(key, KEPT_FOR)

        if ours is None:
            write_freely(self._redis, write)
        else:
            ours.write(write)

    def remove(self, analysis: Analysis) -> None:
        with self._redis.pipeline(transaction=True) as pipe:
            for key in _places(analysis):
                pipe.zrem(key, analysis.id)
            pipe.execute()

    @staticmethod
    def name_asked_by(team: str, person: str) -> str:
        """The sorted set of what someone asked for."""
        return Key.INDEX.make(team, person)

    @staticmethod
    def name_of_team(team: str) -> str:
        """The sorted set of everything of one workspace."""
        return Key.INDEX.make(team)

    def asked_by(self, team: str, person: str) -> list[str]:
        """What someone asked for."""
        return self._found(Key.INDEX.make(team, person))

    def at(self, team: str, channel: str, ts: str) -> list[str]:
        """What a message asked for, or is one of the answers to."""
        return self._found(Key.INDEX.make(team, channel, ts))

    def of_occasion(self, team: str, channel: str, occasion: str) -> list[str]:
        """What was asked for because this meeting was recorded (see `Ask.occasion`)."""
        return self._found(Key.INDEX.make(team, channel, occasion))

    def of_team(self, team: str) -> list[str]:
        """Everything of one workspace, however much it is."""
        return self._found(Key.INDEX.make(team), -1)

    def _found(self, key: str, last: int = MOST_FOUND - 1) -> list[str]:
        ids = cast(list[bytes], self._redis.zrevrange(key, 0, last))
        return [found.decode() for found in ids]


def _places(analysis: Analysis) -> Iterator[str]:
    thread = analysis.thread
    yield Key.INDEX.make(thread.team)
    yield Key.INDEX.make(thread.team, analysis.ask.asked_by)
    messages = (analysis.ask.message_ts, *analysis.message_tss)
    for known_by in filter(None, (*messages, analysis.ask.occasion)):
        yield Key.INDEX.make(thread.team, thread.channel, known_by)
