"""Health: Redis, the pacemaker's beat, and the analysis that waits longest."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from redis import Redis

from tests.workers.analyses import an_analysis
from workers.queues import health, pacemaker
from workers.store.ledger import Ledger


def test_all_is_well_while_the_pacemaker_beats_and_nothing_waits(redis: Redis) -> None:
    pacemaker.wake_due(redis, Ledger(redis))
    found = health.check_health(redis)
    assert found.ok
    assert found.beat_age_s == pytest.approx(0.0, abs=1.0)
    assert found.oldest_due_s == 0.0


def test_without_a_beat_nobody_would_take_over_from_a_dead_worker(redis: Redis) -> None:
    assert health.check_health(redis).beat_age_s is None
    assert not health.check_health(redis).ok
    redis.set(health.BEAT, "x", px=int(1000 * (health.BEAT_KEPT_S - health.BEAT_TOO_OLD_S)))
    assert not health.check_health(redis).ok


def test_an_analysis_that_nobody_takes_up_is_no_health(redis: Redis) -> None:
    pacemaker.wake_due(redis, Ledger(redis))
    analysis = an_analysis()
    Ledger(redis).accept(analysis, "gesture")
    minutes_ago = timedelta(minutes=-5)
    redis.zincrby("undertone:due:pipeline", minutes_ago.total_seconds() * 1000, analysis.id)
    found = health.check_health(redis)
    assert found.oldest_due_s == pytest.approx(300, abs=5)
    assert not found.ok


def test_a_redis_that_is_away_is_said_so(tmp_path: Path) -> None:
    found = health.check_health(Redis(unix_socket_path=str(tmp_path / "nobody.sock")))
    assert (found.ok, found.redis) == (False, False)
