"""The front door: what the bot calls, and all it needs to know of the workers.

Light on purpose: a bot that listens all day must not carry pandas and matplotlib.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from redis import Redis
from redis.exceptions import RedisError

from workers import redis_server, wakeups
from workers.analysis import Analysis, Ask, Stage
from workers.errors import Unavailable
from workers.ledger import Ledger, Queue

DEADLINE = timedelta(hours=6)
"""After this the person is told that it did not work out: longer than 4 h of speech takes here."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The bot's proof that the analysis is recorded; `new` is False for a gesture seen before."""

    analysis_id: str
    new: bool


class Intake:
    """Takes what people ask for and has it done."""

    def __init__(self, redis: Redis, home: redis_server.RedisHome | None = None) -> None:
        self._redis = redis
        self._home = home
        self._ledger = Ledger(redis)

    @classmethod
    def open(cls, redis_url: str | None, data_dir: Path) -> Intake:
        """Find Redis, or start one of our own that `close` stops again."""
        home = redis_server.connect(redis_url, data_dir)
        return cls(home.client(), home)

    def accept(self, ask: Ask) -> Receipt:
        """Record the analysis once per gesture and wake a worker. Raises Unavailable."""
        now = datetime.now(UTC)
        analysis = Analysis(
            id=secrets.token_hex(8),
            ask=ask,
            accepted_at=now,
            deadline=now + DEADLINE,
            stage=Stage.ANNOUNCE,
            thread=ask.thread,
            recording=ask.recording,
        )
        try:
            analysis_id, new = self._ledger.accept(analysis, _gesture(ask, analysis.id))
            if new:
                wakeups.wake(self._redis, Queue.PIPELINE, analysis_id)
        except RedisError as error:
            raise Unavailable("redis") from error
        return Receipt(analysis_id, new)

    def healthy(self) -> bool:
        """Whether Redis answers."""
        try:
            return bool(self._redis.ping())
        except RedisError:
            return False

    def close(self) -> None:
        """Let Redis go, and stop it if it is ours."""
        self._redis.close()
        if self._home is not None:
            self._home.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _gesture(ask: Ask, analysis_id: str) -> str:
    """One gesture, however often and as whichever event it arrives.

    A command has no message to be known by, and Slack never sends it twice: it is always new.
    """
    if ask.message_ts is None:
        return analysis_id
    named = (ask.thread.team, ask.thread.channel, ask.message_ts, ask.recording.key)
    return hashlib.sha256("\n".join(named).encode()).hexdigest()
