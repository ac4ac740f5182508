"""Saved parts: what an engine has finished of an analysis, kept in Redis past a worker's death."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from datetime import timedelta
from typing import cast

from redis import Redis
from redis.client import Pipeline

from workers.store.fenced import Fenced, write_freely
from workers.store.keys import Key
from workers.store.sealing import KeyGone, seal, unseal

KEPT_FOR = timedelta(hours=12)
"""Longer than any analysis may take; the words in it go when the analysis is over."""


class Saved(MutableMapping[str, bytes]):
    """One Redis hash per analysis, as a mapping; a part whose key is gone is not there."""

    def __init__(self, redis: Redis, analysis_id: str, ours: Fenced | None = None) -> None:
        """Who writes says that the analysis is `ours`; where it is not any more, writing raises
        LeaseLost."""
        self._redis = redis
        self._ours = ours
        self._key = Key.SAVED.make(analysis_id)

    def __getitem__(self, part: str) -> bytes:
        stored = self._redis.hget(self._key, part)
        if stored is None:
            raise KeyError(part)
        try:
            return unseal(cast(bytes, stored))
        except KeyGone as gone:  # what was finished is done anew
            raise KeyError(part) from gone

    def __setitem__(self, part: str, value: bytes) -> None:
        sealed = cast(str, seal(value))

        def write(pipe: Pipeline) -> None:
            pipe.hset(self._key, part, sealed)
            pipe.expire(self._key, KEPT_FOR)

        if self._ours is None:
            write_freely(self._redis, write)
        else:
            self._ours.write(write)

    def __delitem__(self, part: str) -> None:
        if not self._redis.hdel(self._key, part):
            raise KeyError(part)

    def __iter__(self) -> Iterator[str]:
        return (name.decode() for name in cast(list[bytes], self._redis.hkeys(self._key)))

    def __len__(self) -> int:
        return self._redis.hlen(self._key)

    def clear(self) -> None:
        """Drop every part: the analysis is over."""
        self._redis.delete(self._key)
