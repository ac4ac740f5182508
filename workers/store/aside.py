"""Aside: where records go that cannot be read, so that they are in nobody's way."""

from __future__ import annotations

from datetime import timedelta
from importlib.resources import files
from typing import cast

from redis import Redis

from workers.store.deletions import note_deletion
from workers.store.keys import Key
from workers.store.lease import Queue
from workers.store.records import name_due, name_record
from workers.store.unreadable import Unreadable

ASIDE_FOR = timedelta(days=7)
"""For somebody to look at a record, or to put its key back."""
_SETS = (*map(name_due, Queue), Key.KEPT.make())


def put_aside(redis: Redis, lost: Unreadable) -> None:
    """Nothing is due for it any more. It goes at once where its time is over, and in a week else.

    Does nothing where it is another worker's by now.
    """
    record = name_record(lost.analysis_id)
    if lost.ended:
        keys = [record, Key.SAVED.make(lost.analysis_id), *_SETS]
        _run(redis, "erase", keys, lost.analysis_id, lost.fence)
        note_deletion(redis)
        return
    week_ms = int(ASIDE_FOR.total_seconds() * 1000)
    _run(redis, "aside", [record, *_SETS], lost.analysis_id, lost.fence, week_ms)


def drop_record(redis: Redis, analysis_id: str) -> None:
    """Nothing is kept of an analysis, whether it can be read or not; harmless where nothing is."""
    kinds = (Key.ANALYSIS, Key.SAVED, Key.PASSCODE)
    seen = cast(bytes | None, redis.hget(name_record(analysis_id), "seen"))
    with redis.pipeline(transaction=True) as pipe:
        pipe.delete(*(kind.make(analysis_id) for kind in kinds))
        if seen is not None:
            pipe.delete(seen)
        for name in _SETS:
            pipe.zrem(name, analysis_id)
        pipe.execute()
    note_deletion(redis)


def _run(redis: Redis, script: str, keys: list[str], *args: str | int) -> None:
    text = (files("workers.store.lua") / f"{script}.lua").read_text()
    redis.register_script(text)(keys=keys, args=list(args))
