"""A clock that is set back stalls nothing: what is due, owned, held or waited for goes on.

Redis' own clock cannot be turned by a test. To set it back by an hour is the same as to find
everything in it an hour ahead, which `turn` sees to.
"""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from redis import Redis

from tests.workers.analyses import an_analysis
from workers.domain.analysis import Analysis
from workers.domain.errors import Unavailable
from workers.domain.patience import is_over
from workers.engines.outside.slots import Slots
from workers.processes.redis_server import RedisHome
from workers.queues import pacemaker
from workers.slack.second_copies import wait_for_copies
from workers.store.bucket import Bucket
from workers.store.keys import Key
from workers.store.lease import Queue
from workers.store.ledger import Ledger

HOUR = timedelta(hours=1)
HOUR_MS = int(HOUR.total_seconds() * 1000)
DUE = Key.DUE.make(Queue.PIPELINE)


@pytest.fixture
def ledger(redis: Redis) -> Ledger:
    found = Ledger(redis)
    found.settle_clock()
    return found


def accept(ledger: Ledger) -> Analysis:
    analysis = an_analysis()
    ledger.accept(analysis, analysis.id)
    return analysis


def turn(redis: Redis) -> None:
    """Set Redis' clock back by an hour."""
    for name in redis.scan_iter("*"):
        if redis.type(name) == b"zset":
            for member, score in cast(
                list[tuple[bytes, float]], redis.zrange(name, 0, -1, withscores=True)
            ):
                redis.zadd(name, {member: score + HOUR_MS})
        elif redis.type(name) == b"hash" and redis.hget(name, "lease") not in {None, b"0"}:
            redis.hincrby(name.decode(), "lease", HOUR_MS)
        if redis.ttl(name) > 0:
            redis.pexpire(name, redis.pttl(name) + HOUR_MS)
    if redis.exists(Key.CLOCK.make()):
        redis.incrby(Key.CLOCK.make(), HOUR_MS)


def test_what_is_due_is_due_as_before(redis: Redis, ledger: Ledger) -> None:
    analysis = accept(ledger)
    turn(redis)
    assert redis.time()[0] * 1000 < cast(float, redis.zscore(DUE, analysis.id)) - HOUR_MS / 2

    back = ledger.settle_clock()

    assert abs(back - HOUR) < timedelta(seconds=5)
    left_s = cast(float, redis.zscore(DUE, analysis.id)) / 1000 - redis.time()[0]
    assert left_s < 5
    assert ledger.settle_clock() == timedelta()


def test_who_has_died_is_taken_over_as_before(redis: Redis, ledger: Ledger) -> None:
    analysis = accept(ledger)
    claim = ledger.claim(analysis.id)
    assert claim is not None
    turn(redis)
    ledger.settle_clock()

    lease = int(cast(bytes, redis.hget(Key.ANALYSIS.make(analysis.id), "lease")))
    assert lease / 1000 - redis.time()[0] < 12
    ledger.renew(analysis.id, claim.fence)  # who has not, goes on


def test_what_was_owned_since_stays_owned(redis: Redis, ledger: Ledger) -> None:
    analysis = accept(ledger)
    turn(redis)
    redis.zadd(DUE, {analysis.id: 0})
    assert ledger.claim(analysis.id) is not None

    ledger.settle_clock()

    assert ledger.claim(analysis.id) is None
    assert ledger.take_due(Queue.PIPELINE, 5) == []


def test_a_clock_that_is_only_corrected_changes_nothing(redis: Redis, ledger: Ledger) -> None:
    analysis = accept(ledger)
    before = redis.zscore(DUE, analysis.id)
    redis.incrby(Key.CLOCK.make(), 900)
    assert ledger.settle_clock() == timedelta()
    assert redis.zscore(DUE, analysis.id) == before


def test_the_pacemaker_sees_to_it_and_breaks_a_lock_from_the_future(
    redis: Redis, redis_server: RedisHome, ledger: Ledger
) -> None:
    analysis = accept(ledger)
    redis.set(Key.PACEMAKER.make(), b"of one that has died", px=1500)
    turn(redis)
    stop = threading.Event()
    thread = threading.Thread(target=pacemaker.keep_pace, args=(redis_server.client(), stop))
    thread.start()
    try:
        for _ in range(60):
            if redis.llen("rq:queue:pipeline"):
                break
            stop.wait(0.2)
    finally:
        stop.set()
        thread.join()
    assert redis.lrange("rq:queue:pipeline", 0, -1) != []
    assert ledger.claim(analysis.id) is not None


def test_tokens_come_back(redis: Redis) -> None:
    bucket = Bucket(redis, "bucket", rate=5, most=1)
    assert bucket.take()
    redis.hset("bucket", "at", str(redis.time()[0] + 3600))
    bucket.take()  # from now on by the new clock
    threading.Event().wait(0.5)
    assert bucket.take()


def test_slots_are_held_no_longer_than_any_may_be(redis: Redis) -> None:
    slots = Slots(redis, "slots", 1, "an engine")
    slots.take("one")
    turn(redis)
    with pytest.raises(Unavailable):
        slots.take("another")
    left_s = cast(float, redis.zscore("slots:slots", "one")) / 1000 - redis.time()[0]
    assert left_s < 16 * 60


def test_an_account_that_was_busy_is_asked_again(redis: Redis) -> None:
    slots = Slots(redis, "slots", 1, "an engine")
    slots.close(timedelta(minutes=5))
    turn(redis)
    slots.take("one")


def test_patience_does_not_wait_for_a_clock_to_come_by_again() -> None:
    now = datetime(2026, 3, 29, 2, 30, tzinfo=UTC)
    minute = timedelta(minutes=1)
    assert not is_over(now - minute, 2 * minute, now)
    assert is_over(now - 2 * minute, 2 * minute, now)
    assert not is_over(now + minute / 2, 2 * minute, now), "another machine's clock"
    assert is_over(now + HOUR, 2 * minute, now)


def test_nor_does_the_look_for_second_copies() -> None:
    def posted(ahead: timedelta) -> Analysis:
        return an_analysis(status_ts=f"{(datetime.now(UTC) + ahead).timestamp():.6f}")

    assert wait_for_copies(posted(timedelta())) > timedelta(seconds=15)
    assert wait_for_copies(posted(HOUR)) == timedelta()


def test_no_wall_clock_is_compared_where_none_has_looked_at_its_being_set_back() -> None:
    """Every place that reads the wall clock is known; a new one has to be thought about."""
    root = Path(__file__).parents[3]
    reading = ("time.time()", "datetime.now(", "utcnow(")
    found = {
        str(path.relative_to(root))
        for room in ("workers", "bot")
        for path in (root / room).rglob("*.py")
        if any(word in path.read_text("utf-8") for word in reading)
    }
    assert found == THOUGHT_ABOUT


THOUGHT_ABOUT = {
    # deadlines and retention: later by as much, and no work waits for them
    *("workers/jobs.py", "workers/intake/acceptance.py", "workers/domain/changes.py"),
    *("bot/after_meeting.py", "bot/listeners/review.py"),
    # what people read: how long something took, when it was
    *("workers/stages/answer.py", "bot/commands.py", "workers/charting/kept.py"),
    *("workers/engines/assemblyai/engine.py", "workers/engines/deepgram/engine.py"),
    *("workers/engines/openai/engine.py", "workers/engines/symbl/engine.py"),
    *("workers/store/engine_minutes.py", "bot/hooks/zoom_recording.py"),
    # patience, which such a clock ends
    *("workers/domain/patience.py", "workers/sources/patience.py"),
    "workers/slack/second_copies.py",
    # pauses with a bound, links that have lapsed, signatures of just now
    *("workers/web/verdicts.py", "workers/web/presigned.py", "bot/hooks/zoom.py"),
}
