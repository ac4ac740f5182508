"""The heartbeat keeps a lease alive, and tells the stage when it is lost."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from redis import Redis

from tests.workers.analyses import an_analysis
from workers.domain.errors import Stopped
from workers.queues import heartbeat as heartbeat_module
from workers.queues.heartbeat import Heartbeat
from workers.store import ledger as ledger_module
from workers.store.lease import Claim, Queue
from workers.store.ledger import Ledger


@pytest.fixture
def claim(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> Claim:
    monkeypatch.setattr(ledger_module, "LEASE", timedelta(milliseconds=200))
    monkeypatch.setattr(heartbeat_module, "BEAT_S", 0.02)
    analysis = an_analysis()
    Ledger(redis).accept(analysis, "gesture")
    claim = Ledger(redis).claim(analysis.id)
    assert claim is not None
    return claim


def test_a_long_stage_keeps_its_lease(redis: Redis, claim: Claim) -> None:
    told: list[float] = []
    with Heartbeat(Ledger(redis), claim, {}, told.append) as progress:
        time.sleep(0.4)
        assert Ledger(redis).claim(claim.analysis.id) is None
        progress.report(0.5)
    assert told == [0.5]


def test_without_it_another_worker_takes_over(redis: Redis, claim: Claim) -> None:
    time.sleep(0.4)
    assert Ledger(redis).claim(claim.analysis.id) is not None


def test_a_lost_lease_stops_the_stage_at_its_next_report(redis: Redis, claim: Claim) -> None:
    with Heartbeat(Ledger(redis), claim, {}, print) as progress:
        Ledger(redis).change(claim.analysis.id, lambda analysis: analysis, Queue.PIPELINE)
        time.sleep(0.2)
        with pytest.raises(Stopped):
            progress.report(0.5)
