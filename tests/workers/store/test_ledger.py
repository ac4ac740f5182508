"""The ledger's scripts against a real Redis: one owner, one record per gesture, nothing lost."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest
from redis import Redis

from tests.workers.analyses import a_meeting, an_analysis, an_ask
from workers.domain.analysis import Stage
from workers.domain.thread import Thread
from workers.store import ledger as ledger_module
from workers.store.aside import put_aside
from workers.store.index import Index
from workers.store.lease import Claim, LeaseLost, Queue
from workers.store.ledger import Ledger
from workers.store.unreadable import Place, Unreadable

A_WHILE = timedelta(hours=1)


@pytest.fixture
def ledger(redis: Redis) -> Ledger:
    return Ledger(redis)


def claimed(ledger: Ledger, analysis_id: str) -> Claim:
    claim = ledger.claim(analysis_id)
    assert claim is not None
    return claim


def expire_lease(redis: Redis, analysis_id: str) -> None:
    """As if the worker had died a lease ago."""
    redis.hset(f"undertone:analysis:{analysis_id}", "lease", 1)


def test_an_analysis_survives_the_way_through_redis(ledger: Ledger) -> None:
    analysis = an_analysis()
    assert ledger.accept(analysis, "gesture") == (analysis.id, True)
    assert ledger.read(analysis.id) == analysis


def test_the_same_gesture_is_recorded_once(ledger: Ledger) -> None:
    first, second = an_analysis(), an_analysis()
    ledger.accept(first, "gesture")
    assert ledger.accept(second, "gesture") == (first.id, False)
    assert ledger.read(second.id) is None
    assert ledger.waiting(Queue.PIPELINE) == 1


def test_only_one_worker_owns_an_analysis(ledger: Ledger) -> None:
    analysis = an_analysis()
    ledger.accept(analysis, "gesture")
    assert claimed(ledger, analysis.id).analysis == analysis
    assert ledger.claim(analysis.id) is None


def test_a_dead_workers_analysis_is_begun_again_knowingly(ledger: Ledger, redis: Redis) -> None:
    analysis = an_analysis()
    ledger.accept(analysis, "gesture")
    first = claimed(ledger, analysis.id)
    expire_lease(redis, analysis.id)
    second = claimed(ledger, analysis.id)
    assert (first.again, first.crashes) == (False, 0)
    assert (second.again, second.crashes) == (True, 1)
    assert second.fence > first.fence


def test_a_worker_that_lost_its_lease_writes_nothing(ledger: Ledger, redis: Redis) -> None:
    analysis = an_analysis()
    ledger.accept(analysis, "gesture")
    frozen = claimed(ledger, analysis.id)
    expire_lease(redis, analysis.id)
    claimed(ledger, analysis.id)
    late = replace(analysis, stage=Stage.DRAW)
    with pytest.raises(LeaseLost):
        ledger.go_on(frozen, late)
    with pytest.raises(LeaseLost):
        ledger.wait(frozen, late, A_WHILE, Queue.PIPELINE)
    with pytest.raises(LeaseLost):
        ledger.end(frozen, late, A_WHILE)
    with pytest.raises(LeaseLost):
        ledger.renew(analysis.id, frozen.fence)
    assert ledger.read(analysis.id) == analysis


def test_a_stage_that_is_tried_again_is_known_as_such(ledger: Ledger) -> None:
    analysis = an_analysis()
    ledger.accept(analysis, "gesture")
    ledger.wait(claimed(ledger, analysis.id), analysis, timedelta(), Queue.PIPELINE)
    retried = claimed(ledger, analysis.id)
    assert retried.again
    assert retried.crashes == 0
    moved = replace(analysis, stage=Stage.LOCATE)
    ledger.wait(retried, moved, timedelta(), Queue.PIPELINE)
    assert not claimed(ledger, analysis.id).again


def test_due_is_what_nobody_owns_and_whose_time_has_come(ledger: Ledger) -> None:
    now, later, owned, elsewhere = (an_analysis() for _ in range(4))
    for analysis in (now, later, owned, elsewhere):
        ledger.accept(analysis, analysis.id)
    ledger.wait(claimed(ledger, now.id), now, timedelta(), Queue.PIPELINE)
    ledger.wait(claimed(ledger, later.id), later, A_WHILE, Queue.PIPELINE)
    ledger.wait(claimed(ledger, elsewhere.id), elsewhere, timedelta(), Queue.TRANSCRIBE)
    claimed(ledger, owned.id)
    assert ledger.take_due(Queue.PIPELINE, 10) == [now.id]
    assert ledger.take_due(Queue.TRANSCRIBE, 10) == [elsewhere.id]
    assert ledger.take_due(Queue.PIPELINE, 10) == [], "its wake-up is on its way"


def test_a_lost_wake_up_is_sent_again(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_module, "WAKE_GRACE", timedelta(milliseconds=30))
    analysis = an_analysis()
    ledger.accept(analysis, "gesture")
    time.sleep(0.05)
    assert ledger.take_due(Queue.PIPELINE, 10) == [analysis.id]
    time.sleep(0.05)
    assert ledger.take_due(Queue.PIPELINE, 10) == [analysis.id]


def test_renewing_puts_off_the_recovery(ledger: Ledger, redis: Redis) -> None:
    analysis = an_analysis()
    ledger.accept(analysis, "gesture")
    claim = claimed(ledger, analysis.id)
    before = redis.zscore("undertone:due:pipeline", analysis.id)
    time.sleep(0.01)
    ledger.renew(analysis.id, claim.fence)
    after = redis.zscore("undertone:due:pipeline", analysis.id)
    assert after is not None
    assert before is not None
    assert after > before


def test_an_ended_analysis_is_due_to_nobody_until_it_is_forgotten(
    ledger: Ledger, redis: Redis
) -> None:
    kept, old = an_analysis(), an_analysis()
    for gesture, analysis, keep_for in (("a", kept, A_WHILE), ("b", old, timedelta())):
        ledger.accept(analysis, gesture)
        ledger.end(claimed(ledger, analysis.id), analysis, keep_for)
        assert ledger.claim(analysis.id) is None
    assert ledger.waiting(Queue.PIPELINE) == 0
    assert ledger.sweep() == [old.id]
    claim = claimed(ledger, old.id)
    assert claim.analysis == old
    ledger.erase(claim)
    assert ledger.read(old.id) is None
    assert list(redis.scan_iter(f"*{old.id}*")) == []
    assert ledger.accept(an_analysis(), "b")[1], "the gesture may be made anew"
    assert ledger.read(kept.id) == kept


def test_the_meeting_is_stored_with_the_stage_that_brought_it(ledger: Ledger) -> None:
    analysis, meeting = an_analysis(), a_meeting()
    ledger.accept(analysis, "gesture")
    assert ledger.meeting(analysis.id) is None
    claim = ledger.go_on(claimed(ledger, analysis.id), replace(analysis, stage=Stage.DRAW), meeting)
    assert ledger.meeting(analysis.id) == meeting
    ledger.go_on(claim, replace(analysis, stage=Stage.ATTACH))
    assert ledger.meeting(analysis.id) == meeting


def test_a_wake_up_for_what_is_gone_does_nothing(ledger: Ledger) -> None:
    assert ledger.claim("never-heard-of") is None
    assert ledger.take_due(Queue.PIPELINE, 10) == []


def test_what_redis_may_have_forgotten_in_a_restart_is_looked_for(
    ledger: Ledger, redis: Redis
) -> None:
    analysis = an_analysis()
    ledger.accept(analysis, "gesture")
    redis.hset(f"undertone:analysis:{analysis.id}", "server", "the one before the restart")
    claim = claimed(ledger, analysis.id)
    assert (claim.again, claim.crashes) == (True, 0)
    moved = ledger.go_on(claim, replace(analysis, stage=Stage.LOCATE))
    assert not moved.again


def test_what_a_dead_worker_left_goes_before_what_is_new(
    ledger: Ledger, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_module, "WAKE_GRACE", timedelta())
    for number in range(5):
        ledger.accept(an_analysis(), f"new {number}")
    left = an_analysis()
    ledger.accept(left, "left")
    claimed(ledger, left.id)
    expire_lease(redis, left.id)
    redis.zadd("undertone:due:pipeline", {left.id: redis.time()[0] * 1000 + 1})
    time.sleep(0.01)
    assert ledger.take_due(Queue.PIPELINE, 2)[0] == left.id


def test_a_claim_says_for_how_long_nobody_worked(ledger: Ledger, redis: Redis) -> None:
    analysis = an_analysis()
    ledger.accept(analysis, "gesture")
    assert claimed(ledger, analysis.id).silent_s == 0
    ends_s = redis.time()[0] - 3
    redis.hset(f"undertone:analysis:{analysis.id}", "lease", ends_s * 1000)
    again = claimed(ledger, analysis.id)
    assert again.silent_s == pytest.approx(13, abs=1.5)
    assert again.contested
    ledger.wait(again, analysis, timedelta(), Queue.PIPELINE)
    assert claimed(ledger, analysis.id).contested, "until it has ended"


def test_people_and_workspaces_take_turns(ledger: Ledger, redis: Redis) -> None:
    """A crowd of one person's, however early, is not before another's first."""
    whose: dict[str, str] = {}
    for team, person, many in (("T1", "U1", 30), ("T1", "U2", 2), ("T2", "U3", 2)):
        for _ in range(many):
            asked = an_ask(thread=Thread(team, "C1", "1.1"), asked_by=person)
            analysis = replace(an_analysis(asked), thread=asked.thread)
            ledger.accept(analysis, analysis.id)
            whose[analysis.id] = person
    make_all_due(redis)

    taken = [whose[each] for _ in range(8) for each in ledger.take_due(Queue.PIPELINE, 1)]

    assert sorted(taken[:3]) == ["U1", "U2", "U3"]
    assert taken.count("U3") == 2
    assert taken.count("U2") == 2
    rest = ledger.take_due(Queue.PIPELINE, 100)
    assert len(rest) == 26
    assert ledger.take_due(Queue.PIPELINE, 100) == []


def test_open_analyses_are_counted_and_ended_ones_are_not(ledger: Ledger, redis: Redis) -> None:
    index = Index(redis)
    for _ in range(5):
        analysis = an_analysis()
        ledger.accept(analysis, analysis.id)
        index.add(analysis)
    name = index.name_asked_by(analysis.thread.team, analysis.ask.asked_by)
    assert ledger.count_open(name, 100) == 5
    assert ledger.count_open(name, 3) == 3
    ledger.end(claimed(ledger, analysis.id), analysis, A_WHILE)
    assert ledger.count_open(name, 100) == 4


def make_all_due(redis: Redis) -> None:
    ids = cast(list[bytes], redis.zrange("undertone:due:pipeline", 0, -1))
    redis.zadd("undertone:due:pipeline", {each: place + 1 for place, each in enumerate(ids)})


def test_what_was_changed_during_a_sweep_is_not_erased(ledger: Ledger, redis: Redis) -> None:
    """Somebody recounts in the moment in which its time is over: it is wanted still."""
    analysis = an_analysis()
    ledger.accept(analysis, "gesture")
    claim = claimed(ledger, analysis.id)
    wanted = replace(analysis, stage=Stage.LOCATE)
    assert ledger.change(analysis.id, lambda _: wanted, Queue.PIPELINE) == wanted
    with pytest.raises(LeaseLost):
        ledger.erase(claim)
    assert ledger.read(analysis.id) == wanted
    assert redis.zscore("undertone:due:pipeline", analysis.id) is not None


def test_words_go_and_sweeps_go_on_where_the_memory_is_full(ledger: Ledger, redis: Redis) -> None:
    analysis = an_analysis()
    ledger.accept(analysis, "gesture")
    ledger.go_on(claimed(ledger, analysis.id), analysis, a_meeting())
    claim = claimed_again(ledger, redis, analysis.id)
    redis.config_set("maxmemory", 1)
    try:
        ledger.forget_words(analysis.id)
        assert ledger.meeting(analysis.id) is None
        ledger.erase(claim)
    finally:
        redis.config_set("maxmemory", 0)
    assert ledger.read(analysis.id) is None


def claimed_again(ledger: Ledger, redis: Redis, analysis_id: str) -> Claim:
    expire_lease(redis, analysis_id)
    return claimed(ledger, analysis_id)


def test_a_sweep_takes_the_words_at_once(ledger: Ledger) -> None:
    analysis = an_analysis()
    ledger.accept(analysis, "gesture")
    claim = ledger.go_on(claimed(ledger, analysis.id), analysis, a_meeting())
    ledger.end(claim, analysis, timedelta())
    assert ledger.sweep() == [analysis.id]
    assert ledger.meeting(analysis.id) is None


def test_a_record_that_cannot_be_read_is_in_nobodys_way(ledger: Ledger, redis: Redis) -> None:
    broken, fine = an_analysis(), an_analysis()
    for each in (broken, fine):
        ledger.accept(each, each.id)
    redis.hset(f"undertone:analysis:{broken.id}", "body", '{"of": "another version"}')
    assert ledger.read_all([broken.id, fine.id]) == [fine]
    assert ledger.change(broken.id, lambda each: each, Queue.PIPELINE) is None
    with pytest.raises(Unreadable) as lost:
        ledger.claim(broken.id)
    assert lost.value.place == Place("T1", "U1", "C1", status_ts=None)
    assert not lost.value.ended
    put_aside(redis, lost.value)
    assert ledger.waiting(Queue.PIPELINE) == 1
    assert redis.ttl(f"undertone:analysis:{broken.id}") > 0
