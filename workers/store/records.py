"""Records: what the ledger holds, read without owning any of it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import suppress
from typing import cast

import msgspec
from redis import Redis

from workers.domain.analysis import Analysis
from workers.domain.errors import Refused, Why
from workers.domain.meeting import Meeting
from workers.store.keys import Key
from workers.store.lease import Queue
from workers.store.packing import unpack
from workers.store.sealing import KeyGone, unseal_record

log = logging.getLogger(__name__)


class Records:
    """Analyses and their meetings as they stand, and how many are due."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def meeting(self, analysis_id: str) -> Meeting | None:
        """The stored result, None before the engine is done and after it is forgotten. Raises
        Refused where its key is gone."""
        stored = self._redis.hget(name_record(analysis_id), "meeting")
        try:
            return None if stored is None else unseal_record(cast(bytes, stored), Meeting)
        except KeyGone as gone:
            log.error("analysis %s: the key of its words is gone", analysis_id)
            raise Refused(Why.KEY_GONE) from gone

    def find_meeting(self, analysis_id: str) -> Meeting | None:
        """As `meeting`; None too where its key is gone."""
        with suppress(Refused):
            return self.meeting(analysis_id)
        return None

    def read(self, analysis_id: str) -> Analysis | None:
        """The analysis as it stands, without owning it; None where it is gone or cannot be read."""
        body = self.read_body(analysis_id)
        return None if body is None else unpack_body(analysis_id, body)

    def read_all(self, ids: Iterable[str]) -> list[Analysis]:
        """Those of them that are still kept, in the order given."""
        return [found for analysis_id in ids if (found := self.read(analysis_id)) is not None]

    def waiting(self, queue: Queue) -> int:
        """How many analyses are open in this queue, owned ones included."""
        return self._redis.zcard(name_due(queue))

    def overdue_s(self, queue: Queue) -> float:
        """For how long the oldest one that is due has been so, in seconds."""
        first = cast(
            list[tuple[bytes, float]], self._redis.zrange(name_due(queue), 0, 0, withscores=True)
        )
        seconds, micros = self._redis.time()
        now_s = seconds + micros / 1e6
        return max(0.0, now_s - first[0][1] / 1000) if first else 0.0

    def read_body(self, analysis_id: str) -> bytes | None:
        """The analysis as it is packed."""
        return cast(bytes | None, self._redis.hget(name_record(analysis_id), "body"))


def unpack_body(analysis_id: str, body: bytes) -> Analysis | None:
    """The analysis in a record; None where it cannot be read, which is nobody's to mend here: a
    worker that claims it puts it aside."""
    try:
        return unpack(body)
    except KeyGone:
        log.error("analysis %s: the key of its record is gone", analysis_id)
    except msgspec.MsgspecError:  # of another version, or damaged
        log.error("analysis %s: its record cannot be read", analysis_id)
    return None


def name_record(analysis_id: str) -> str:
    return Key.ANALYSIS.make(analysis_id)


def name_due(queue: Queue) -> str:
    return Key.DUE.make(queue)
