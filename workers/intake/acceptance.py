"""Acceptance: an ask becomes an analysis, once per gesture, and within what may be open at once."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from redis import Redis

from workers.domain import changes
from workers.domain.analysis import Analysis, Ask, Stage
from workers.domain.errors import Refused, Why
from workers.queues import wakeups
from workers.store.index import Index
from workers.store.lease import Queue
from workers.store.ledger import Ledger
from workers.store.redis_answers import translate_redis_errors


@dataclass(frozen=True, slots=True)
class Receipt:
    """The bot's proof that the analysis is recorded; `new` is False for a gesture seen before."""

    analysis_id: str
    new: bool


@dataclass(frozen=True, slots=True)
class OpenLimits:
    """How many analyses may be under way at once, of one person and of one workspace."""

    person: int = 20
    team: int = 200


USUAL_LIMITS = OpenLimits()


class Acceptance:
    """Lets analyses in."""

    def __init__(self, redis: Redis, ledger: Ledger, index: Index, limits: OpenLimits) -> None:
        self._redis = redis
        self._ledger = ledger
        self._index = index
        self._limits = limits

    def accept(self, ask: Ask) -> Receipt:
        """Record the analysis once per gesture and wake a worker.

        Raises `Refused(TOO_MANY_OPEN)` where the person or the workspace has too many under way.
        """
        now = datetime.now(UTC)
        analysis = Analysis(
            id=secrets.token_hex(8),
            ask=ask,
            accepted_at=now,
            deadline=now + changes.DEADLINE,
            hook=secrets.token_urlsafe(24),
            stage=Stage.ANNOUNCE,
            thread=ask.thread,
            recording=ask.recording,
        )
        gesture = _gesture(ask, analysis.id)
        with translate_redis_errors():
            first = self._refuse_crowds(ask, gesture)
            analysis_id, new = self._ledger.accept(analysis, gesture)
            if new:
                self._index.add(analysis)
                wakeups.send_wakeups(self._redis, Queue.PIPELINE, analysis_id, ahead=first)
        return Receipt(analysis_id, new)

    def _refuse_crowds(self, ask: Ask, gesture: str) -> bool:
        """Whether whoever asks has nothing else under way. What subscriptions ask for is nobody's
        haste and counts for the workspace alone."""
        if self._ledger.knows(gesture):
            return False
        team, limits = ask.thread.team, self._limits
        theirs = self._ledger.count_open(
            self._index.name_asked_by(team, ask.asked_by), limits.person
        )
        if ask.occasion is None and theirs >= limits.person:
            raise Refused(Why.TOO_MANY_OPEN, limit=limits.person, whose="you have")
        if self._ledger.count_open(self._index.name_of_team(team), limits.team) >= limits.team:
            raise Refused(Why.TOO_MANY_OPEN, limit=limits.team, whose="this workspace has")
        return theirs == 0


def _gesture(ask: Ask, analysis_id: str) -> str:
    """One gesture, however often and as whichever event it arrives.

    What has neither a gesture nor a message to be known by is always new.
    """
    place = [ask.thread.team, ask.thread.channel]
    if ask.gesture is not None:
        named = [*place, ask.gesture]
    elif ask.message_ts is not None:
        named = [*place, ask.message_ts, ask.recording.key]
    else:
        return analysis_id
    return hashlib.sha256("\n".join(named).encode()).hexdigest()
