"""The ledger: one Redis record per analysis, and when each must be looked at next.

It is the truth; RQ jobs are only wake-ups. Every change of an analysis and of its next due time is
one Lua script, on Redis' own clock. A worker owns an analysis while its *lease* lasts; each claim
raises the *fence*, so that a worker which was frozen past its lease can write nothing any more.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files
from typing import Any, cast

import msgspec
from redis import Redis

from workers.domain.analysis import Analysis
from workers.domain.meeting import Meeting
from workers.store.deletions import note_deletion
from workers.store.keys import Key
from workers.store.lease import LEASE, Claim, LeaseLost, Queue, read_clock
from workers.store.packing import pack, unpack
from workers.store.records import Records, name_due, name_record, unpack_body
from workers.store.sealing import KeyGone, seal_record
from workers.store.unreadable import Unreadable, read_place, write_place

WAKE_GRACE = timedelta(seconds=2)
"""How long a wake-up may be on its way before another is sent."""
SET_BACK = timedelta(seconds=2)
"""What a clock that is kept right does not do at once."""
KEPT = Key.KEPT.make()
METRICS = Key.METRICS.make()
LOOKED_AT = 2000
"""The newest analyses of somebody, among which the open ones are counted."""
LATE_BOUNDS_S = (0.1, 0.25, 0.5, 1.0, 1.5, 2.5, 5.0, 15.0, 60.0)
"""Buckets of a histogram: from being due to being woken."""
SEEN_FOR = timedelta(hours=24)
"""Slack redelivers within minutes; a day also covers a message that is edited or re-shared."""
_SCRIPTS = (
    "accept",
    "claim",
    "renew",
    "commit",
    "erase",
    "hasten",
    "open",
    "others",
    "seize",
    "settle",
    "take",
    "sweep",
)


log = logging.getLogger(__name__)


class Ledger(Records):
    """All reading and writing of analyses."""

    def __init__(self, redis: Redis) -> None:
        super().__init__(redis)
        self._scripts = {
            name: redis.register_script((files("workers.store.lua") / f"{name}.lua").read_text())
            for name in _SCRIPTS
        }

    def accept(self, analysis: Analysis, gesture: str) -> tuple[str, bool]:
        """Record an analysis, once per gesture: its id (or the earlier one's), and whether new."""
        keys = [name_record(analysis.id), name_due(Queue.PIPELINE), Key.SEEN.make(gesture)]
        stored, new = self._run(
            "accept",
            keys,
            analysis.id,
            pack(analysis),
            int(SEEN_FOR.total_seconds()),
            _ms(WAKE_GRACE),
            analysis.thread.team,
            analysis.ask.asked_by,
            write_place(analysis),
        )
        return stored.decode(), bool(new)

    def knows(self, gesture: str) -> bool:
        """Whether this gesture has begun an analysis already."""
        return bool(self._redis.exists(Key.SEEN.make(gesture)))

    def count_open(self, index: str, most: int) -> int:
        """How many analyses in the sorted set `index` are under way, counted up to `most`."""
        return int(self._run("open", [index, *map(name_due, Queue)], most, LOOKED_AT))

    def claim(self, analysis_id: str) -> Claim | None:
        """Own the analysis for one lease; None when it is owned, ended or gone. Raises Unreadable
        where it is owned now and cannot be read."""
        keys = [name_record(analysis_id), *map(name_due, Queue)]
        sure_until = read_clock() + LEASE.total_seconds()
        found = self._run("claim", keys, analysis_id, _ms(LEASE))
        if found is None:
            return None
        fence, again, crashes, contested, silent_ms, body, *place, ended = found
        try:
            analysis = unpack(body)
        except (KeyGone, msgspec.MsgspecError) as error:
            where = read_place(*(part.decode() for part in place))
            raise Unreadable(analysis_id, fence, where, ended=bool(ended)) from error
        return Claim(
            analysis=analysis,
            fence=fence,
            again=bool(again),
            crashes=crashes,
            contested=bool(contested),
            silent_s=silent_ms / 1000,
            sure_until=sure_until,
        )

    def renew(self, analysis_id: str, fence: int) -> float:
        """Own it for another lease; until when, on our `read_clock`. Raises LeaseLost."""
        sure_until = read_clock() + LEASE.total_seconds()
        keys = [name_record(analysis_id), *map(name_due, Queue)]
        if not self._run("renew", keys, analysis_id, fence, _ms(LEASE)):
            raise LeaseLost(analysis_id)
        return sure_until

    def go_on(self, claim: Claim, analysis: Analysis, meeting: Meeting | None = None) -> Claim:
        """Record the results of a stage and keep the lease for the next one. Raises LeaseLost."""
        sure_until = read_clock() + LEASE.total_seconds()
        self._commit(claim, analysis, "go_on", meeting=meeting)
        again = analysis.stage == claim.analysis.stage
        return replace(
            claim, analysis=analysis, again=again, crashes=0, silent_s=0.0, sure_until=sure_until
        )

    def wait(
        self,
        claim: Claim,
        analysis: Analysis,
        after: timedelta,
        queue: Queue,
        meeting: Meeting | None = None,
    ) -> None:
        """Record the results and let go until `after` has passed. Raises LeaseLost."""
        self._commit(claim, analysis, "wait", after=after, queue=queue, meeting=meeting)

    def end(self, claim: Claim, analysis: Analysis, keep_for: timedelta) -> None:
        """Nothing more is due; the record is forgotten after `keep_for`. Raises LeaseLost."""
        self._commit(claim, analysis, "end", after=keep_for)

    def change(
        self, analysis_id: str, change: Callable[[Analysis], Analysis | None], queue: Queue
    ) -> Analysis | None:
        """Take the analysis out of whoever's hands and make it due at once, changed.

        `change` may be called several times where others write too; it answers None to leave
        everything as it is. The changed analysis, or None where nothing was changed or is there.
        """
        while (body := self.read_body(analysis_id)) is not None:
            known = unpack_body(analysis_id, body)
            changed = None if known is None else change(known)
            if changed is None:
                return None
            keys = [name_record(analysis_id), name_due(queue), *map(name_due, Queue), KEPT]
            if self._run("seize", keys, analysis_id, body, pack(changed)):
                return changed
        return None

    def hasten(self, analysis_id: str) -> bool:
        """Make it due at once where it is waiting for its next look; False where it is not."""
        keys = [name_record(analysis_id), name_due(Queue.PIPELINE)]
        return bool(self._run("hasten", keys, analysis_id))

    def erase(self, claim: Claim) -> None:
        """Everything that is known of it, at once; the gesture may be made anew. Raises LeaseLost
        where somebody has changed it meanwhile, and wants it still."""
        analysis_id = claim.analysis.id
        keys = [name_record(analysis_id), Key.SAVED.make(analysis_id), *map(name_due, Queue), KEPT]
        if not self._run("erase", keys, analysis_id, claim.fence):
            raise LeaseLost(analysis_id)
        note_deletion(self._redis)

    def forget_words(self, analysis_id: str) -> None:
        """The words go before anything else does, whatever Slack or an engine say to the rest.

        By commands that a Redis whose memory is full still takes; done twice, it does no harm.
        """
        self._redis.hdel(name_record(analysis_id), "meeting")
        self._redis.delete(Key.SAVED.make(analysis_id), Key.PASSCODE.make(analysis_id))
        note_deletion(self._redis)

    def take_due(self, queue: Queue, limit: int) -> list[str]:
        """Up to `limit` ids that are due and unowned; they are due again after a grace."""
        bounds = [int(bound * 1000) for bound in LATE_BOUNDS_S]
        args = (limit, _ms(WAKE_GRACE), name_record(""), *bounds)
        return self._ids("take", [name_due(queue), METRICS, Key.TURNS.make()], *args)

    def settle_clock(self) -> timedelta:
        """Where Redis' clock was set back since this was last asked, move what is due and leased
        along: by how much. Nothing has to wait for the clock to come by again."""
        keys = [Key.CLOCK.make(), KEPT, *map(name_due, Queue)]
        back_ms = self._run("settle", keys, _ms(LEASE), _ms(SET_BACK), name_record(""))
        return timedelta(milliseconds=int(back_ms))

    def sweep(self, limit: int = 100) -> list[str]:
        """Ended analyses past their retention, moved back to be due (their stage: forget). Their
        words go here and now, so that a full memory has room for the rest."""
        seconds, micros = self._redis.time()
        now_ms = seconds * 1000 + micros // 1000
        over = self._redis.zrangebyscore(KEPT, "-inf", now_ms, start=0, num=limit)
        for analysis_id in cast(list[bytes], over):
            self.forget_words(analysis_id.decode())
        return self._ids("sweep", [KEPT, name_due(Queue.PIPELINE)], limit, name_record(""))

    def others_wait(self, queue: Queue, team: str, person: str) -> bool:
        """Whether something of anybody else is due there, and no worker has it."""
        args = (_ms(WAKE_GRACE), name_record(""), LOOKED_AT, team, person)
        return bool(self._run("others", [name_due(queue)], *args))

    def _commit(
        self,
        claim: Claim,
        analysis: Analysis,
        how: str,
        *,
        after: timedelta = timedelta(),
        queue: Queue = Queue.PIPELINE,
        meeting: Meeting | None = None,
    ) -> None:
        same_stage = analysis.stage == claim.analysis.stage
        keys = [name_record(analysis.id), name_due(queue), *map(name_due, Queue), KEPT]
        written = self._run(
            "commit",
            keys,
            *(analysis.id, claim.fence, pack(analysis), how, int(same_stage)),
            *(_ms(after), _ms(LEASE), b"" if meeting is None else seal_record(meeting)),
            write_place(analysis),
        )
        if not written:
            raise LeaseLost(analysis.id)

    def _ids(self, script: str, keys: list[str], *args: object) -> list[str]:
        return [found.decode() for found in self._run(script, keys, *args)]

    def _run(self, script: str, keys: list[str], *args: object) -> Any:
        return self._scripts[script](keys=keys, args=cast(Any, args))


def _ms(span: timedelta) -> int:
    return int(span.total_seconds() * 1000)
