"""Late captions: a host may write down who said what minutes after it hands out the recording.

It may tell of them before the recording, during the work on it, or long after the chart. So their
links are only noted here, and the last stage of every analysis looks for them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import cast

from redis import Redis
from redis.client import Pipeline

from workers.domain.captions_link import CaptionsLink
from workers.domain.thread import Thread
from workers.store.keys import Key
from workers.store.sealing import find_readable, mark_name, seal_record

KEPT_FOR = timedelta(hours=24)
"""The token opens them for no longer."""
SAME_PART = timedelta(seconds=30)
"""How far apart captions and a recording may begin and still belong together."""


class LateCaptions:
    """Links to captions by channel and occasion (see `Ask`), for a day."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def keep(self, thread: Thread, occasion: str, links: Sequence[CaptionsLink]) -> None:
        """Note them beside those of other parts; what is noted already stays as it is.

        Where the recording has been deleted, nothing is noted.
        """
        key = _key(thread, occasion)

        def unless_deleted(pipe: Pipeline) -> None:
            if pipe.exists(_deleted(key)):
                return
            begun = pipe.exists(key)
            pipe.multi()
            for each in links:
                pipe.hsetnx(key, mark_name(each.link), cast(str, seal_record(each)))
            if not begun:
                pipe.expire(key, KEPT_FOR)

        # Begun anew where the recording is deleted in between.
        self._redis.transaction(unless_deleted, key, _deleted(key))

    def find(self, thread: Thread, occasion: str, began: datetime | None) -> CaptionsLink | None:
        """The captions of the part that began then; where either time is unknown, they fit.

        None where none are kept that fit.
        """
        stored = cast(list[bytes], self._redis.hvals(_key(thread, occasion)))
        kept = (find_readable(each, CaptionsLink, "captions of a meeting") for each in stored)
        fitting = [each for each in kept if each and _apart(each.began, began) <= SAME_PART]
        return min(fitting, key=lambda each: _apart(each.began, began), default=None)

    def forget(self, thread: Thread, occasion: str) -> None:
        """The recording is deleted: what has come goes, and what comes is not kept."""
        key = _key(thread, occasion)
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.delete(key)
            pipe.set(_deleted(key), b"1", ex=KEPT_FOR)
            pipe.execute()


def _apart(one: datetime | None, other: datetime | None) -> timedelta:
    return timedelta() if one is None or other is None else abs(one - other)


def _key(thread: Thread, occasion: str) -> str:
    named = hashlib.sha256(occasion.encode()).hexdigest()
    return Key.CAPTIONS.make(thread.team, thread.channel, named)


def _deleted(key: str) -> str:
    return f"{key}:deleted"
