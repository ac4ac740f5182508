"""Metrics: counted in forks, kept in Redis, read by Prometheus."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from redis import Redis

from tests.workers.analyses import an_analysis
from workers.domain.errors import Unavailable
from workers.domain.outcome import OK, Outcome, name_outcome
from workers.jobs import SERVICES
from workers.queues import metrics
from workers.store import ledger as ledger_module
from workers.store.lease import Queue
from workers.store.ledger import Ledger

Labels = tuple[tuple[str, str], ...]


def samples(redis: Redis) -> Mapping[tuple[str, Labels], float]:
    """What a scrape would find: (name, labels) -> value."""
    families = text_string_to_metric_families(metrics.write_metrics(redis).decode())
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def test_stages_are_counted_by_outcome(redis: Redis) -> None:
    metrics.count_run(redis, "draw", Outcome(OK), 0.4, SERVICES)
    metrics.count_run(redis, "draw", Outcome(OK), 0.2, SERVICES)
    metrics.count_run(redis, "draw", name_outcome(ZeroDivisionError("0")), 0.1, SERVICES)
    found = samples(redis)
    runs = "undertone_stage_runs_total"
    assert found[runs, (("outcome", "ok"), ("stage", "draw"))] == 2
    assert found[runs, (("outcome", "fault"), ("stage", "draw"))] == 1


def test_how_long_stages_take_is_a_histogram(redis: Redis) -> None:
    for seconds in (0.05, 0.4, 7.0, 5000.0):
        metrics.count_run(redis, "submit", Outcome(OK), seconds, SERVICES)
    found = samples(redis)
    bucket = "undertone_stage_seconds_bucket"
    at = {
        bound: found[bucket, (("le", bound), ("stage", "submit"))]
        for bound in ("0.1", "0.5", "10", "+Inf")
    }
    assert at == {"0.1": 1, "0.5": 2, "10": 3, "+Inf": 4}
    assert found["undertone_stage_seconds_sum", (("stage", "submit"),)] == pytest.approx(5007.45)


@pytest.mark.parametrize(
    ("error", "service"),
    [
        (Unavailable("slack", detail="chat.postMessage: ratelimited"), "slack"),
        (Unavailable("symbl", detail="HTTP 503"), "symbl"),
        (Unavailable("redis"), "redis"),
        (Unavailable("media.example", detail="HTTP 503"), "recording"),
    ],
)
def test_calls_that_failed_are_counted_by_service(
    redis: Redis, error: Unavailable, service: str
) -> None:
    metrics.count_run(redis, "locate", name_outcome(error), 0.1, SERVICES)
    assert samples(redis)["undertone_outside_errors_total", (("service", service),)] == 1


def test_how_late_things_are_woken_is_counted_where_they_are_taken(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_module, "WAKE_GRACE", timedelta())
    ledger = Ledger(redis)
    for late_ms in (0, 700, 90_000):
        analysis = an_analysis()
        ledger.accept(analysis, analysis.id)
        redis.zincrby("undertone:due:pipeline", -late_ms, analysis.id)
    assert samples(redis)["undertone_overdue_seconds", (("queue", "pipeline"),)] > 89
    monkeypatch.setattr(ledger_module, "WAKE_GRACE", timedelta(minutes=1))
    assert len(ledger.take_due(Queue.PIPELINE, 10)) == 3
    found = samples(redis)
    bucket = "undertone_due_lateness_seconds_bucket"
    at = {bound: found[bucket, (("le", bound),)] for bound in ("0.5", "1", "60", "+Inf")}
    assert at == {"0.5": 1, "1": 2, "60": 2, "+Inf": 3}


def test_queues_are_measured_when_they_are_looked_at(redis: Redis) -> None:
    analysis = an_analysis()
    Ledger(redis).accept(analysis, "gesture")
    found = samples(redis)
    assert found["undertone_analyses_open", (("queue", "pipeline"),)] == 1
    assert found["undertone_wakeups_queued", (("queue", "pipeline"),)] == 0


def test_a_redis_that_is_away_costs_the_note_and_nothing_else(tmp_path: Path) -> None:
    metrics.count_run(
        Redis(unix_socket_path=str(tmp_path / "nobody.sock")), "draw", Outcome(OK), 0.1, SERVICES
    )


def test_what_people_say_of_charts_is_counted(redis: Redis) -> None:
    for verdict in ("right", "wrong", "right"):
        metrics.count_feedback(redis, verdict)
    found = samples(redis)
    assert found["undertone_feedback_total", (("verdict", "right"),)] == 2
    assert found["undertone_feedback_total", (("verdict", "wrong"),)] == 1
