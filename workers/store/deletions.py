"""Deletions: what Redis has forgotten still stands in its append-only file until that is rewritten.

So each deletion leaves a mark, and the pacemaker has the file rewritten now and then where there is
one: within minutes nothing of it is on disk.
"""

from __future__ import annotations

import logging
from contextlib import suppress

from redis import Redis
from redis.exceptions import OutOfMemoryError, ResponseError

from workers.store.keys import Key

log = logging.getLogger(__name__)


def note_deletion(redis: Redis) -> None:
    """Something is gone; a memory that is full has no room for the mark, and the next one does."""
    with suppress(OutOfMemoryError):
        redis.set(Key.DELETED.make(), 1)


def rewrite_after_deletions(redis: Redis) -> bool:
    """Have the file rewritten if anything was deleted since; whether it was asked for.

    A Redis that is not ours may forbid it: then it is its operator's to do (deploy/README.md).
    """
    if not redis.delete(Key.DELETED.make()):
        return False
    try:
        redis.bgrewriteaof()
    except ResponseError as error:
        if "in progress" in str(error):
            note_deletion(redis)
        else:
            log.info("Redis does not rewrite its file for us: %s", error)
        return False
    return True
