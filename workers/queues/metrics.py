"""Metrics: what has been counted in all processes, kept in Redis and shown in Prometheus' format.

Stages run in forks that live for a moment, on any number of machines; so nothing is counted in
memory. One hash holds everything, and whoever is asked shows the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import cast

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from redis import Redis
from redis.exceptions import RedisError

from workers.domain.outcome import LATER, RECORDINGS, Outcome
from workers.queues import wakeups
from workers.store.engine_minutes import EngineMinutes, name_month
from workers.store.lease import Queue
from workers.store.ledger import LATE_BOUNDS_S, METRICS, Ledger

SECONDS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900)
Counts = Mapping[tuple[str, ...], float]


def count_run(
    redis: Redis, stage: str, outcome: Outcome, seconds: float, services: Collection[str]
) -> None:
    """Note one run of a stage. Redis going away costs the note, no more.

    `services` are those that a stage may wait for; every other host is the recording's own, and
    stays unnamed.
    """
    with suppress(RedisError), redis.pipeline(transaction=False) as pipe:
        pipe.hincrby(METRICS, f"stage|{stage}|{outcome.kind}", 1)
        pipe.hincrby(METRICS, f"seconds|{stage}|{_bound(seconds, SECONDS)}", 1)
        pipe.hincrbyfloat(METRICS, f"sum|{stage}", round(seconds, 3))
        if outcome.kind == LATER:
            service = outcome.service if outcome.service in services else RECORDINGS
            pipe.hincrby(METRICS, f"outside|{service}", 1)
        pipe.execute()


def count_feedback(redis: Redis, verdict: str) -> None:
    """Note what somebody said of a chart, `right` or `wrong`. Raises RedisError."""
    redis.hincrby(METRICS, f"feedback|{verdict}", 1)


def write_metrics(redis: Redis) -> bytes:
    """All of it, in Prometheus' text format. Raises RedisError."""
    registry = CollectorRegistry()
    registry.register(_Collected(list(_families(redis))))
    return generate_latest(registry)


class _Collected:
    """What was read from Redis, as prometheus-client wants it."""

    def __init__(self, families: Sequence[Metric]) -> None:
        self._families = families

    def collect(self) -> Sequence[Metric]:
        return self._families


def _families(redis: Redis) -> Iterator[Metric]:
    stored = cast(dict[bytes, bytes], redis.hgetall(METRICS))
    counts = {tuple(name.decode().split("|")): float(value) for name, value in stored.items()}
    yield _counter("stage_runs", "Stages run, by how they ended", counts, "stage", "outcome")
    yield _counter("outside_errors", "Calls that have to be tried again", counts, "service")
    yield _counter("feedback", "Charts that somebody called right or wrong", counts, "verdict")
    yield _stage_seconds(counts)
    yield _engine_minutes(redis)
    yield _lateness(counts)
    ledger = Ledger(redis)
    yield _gauge("analyses_open", "Neither charted nor explained yet", ledger.waiting)
    yield _gauge("overdue_seconds", "How long the oldest has been due", ledger.overdue_s)
    yield _gauge(
        "wakeups_queued",
        "Wake-ups that no worker has taken yet",
        lambda queue: wakeups.count_waiting(redis, queue),
    )


def _engine_minutes(redis: Redis) -> Metric:
    """What engines that cost money were given; by month, as their bills are."""
    family = GaugeMetricFamily(
        "undertone_engine_minutes",
        "Minutes given to engines this month",
        labels=["engine", "month"],
    )
    month = name_month()
    for engine, minutes in EngineMinutes(redis).of_month(month).items():
        family.add_metric([engine, month], minutes)
    return family


def _gauge(name: str, about: str, of: Callable[[Queue], float]) -> Metric:
    family = GaugeMetricFamily(f"undertone_{name}", about, labels=["queue"])
    for queue in Queue:
        family.add_metric([queue], of(queue))
    return family


_STORED_AS = {"stage_runs": "stage", "outside_errors": "outside", "feedback": "feedback"}


def _counter(name: str, about: str, counts: Counts, *labels: str) -> Metric:
    family = CounterMetricFamily(f"undertone_{name}", about, labels=labels)
    for key, value in sorted(counts.items()):
        if key[0] == _STORED_AS[name]:
            family.add_metric(key[1:], value)
    return family


def _stage_seconds(counts: Counts) -> Metric:
    family = HistogramMetricFamily(
        "undertone_stage_seconds", "How long stages take", labels=["stage"]
    )
    for stage in sorted({key[1] for key in counts if key[0] == "seconds"}):
        buckets = _cumulated(counts, ("seconds", stage), SECONDS)
        family.add_metric([stage], buckets, counts.get(("sum", stage), 0.0))
    return family


def _lateness(counts: Counts) -> Metric:
    family = HistogramMetricFamily(
        "undertone_due_lateness_seconds", "From being due to being woken"
    )
    buckets = _cumulated(counts, ("late",), LATE_BOUNDS_S)
    family.add_metric([], buckets, counts.get(("late_ms",), 0.0) / 1000)
    return family


def _cumulated(
    counts: Counts, key: tuple[str, ...], bounds: Sequence[float]
) -> list[tuple[str, float]]:
    """Buckets as Prometheus has them: each holds all that is at most its bound."""
    total, buckets = 0.0, []
    for bound in (*(f"{each:.3g}" for each in bounds), "+Inf"):
        total += counts.get((*key, bound), 0.0)
        buckets.append((bound, total))
    return buckets


def _bound(value: float, bounds: Sequence[float]) -> str:
    return next((f"{bound:.3g}" for bound in bounds if value <= bound), "+Inf")
