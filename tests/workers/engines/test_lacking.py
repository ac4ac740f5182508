"""What the workers lack is found as they start, and told to whoever asks the intake."""

from __future__ import annotations

import pytest
from redis import Redis

from workers.domain.lack import Lack
from workers.engines import lacking
from workers.engines.lacking import find_lacks
from workers.intake.shortcomings import Shortcomings
from workers.queues.health import BEAT
from workers.settings import WorkerSettings
from workers.store.lacks import Lacks
from workers.toolbox import choose_engine_name


def find(monkeypatch: pytest.MonkeyPatch, *, weights: bool, **variables: str) -> set[Lack]:
    if not weights:
        monkeypatch.setattr(lacking, "WEIGHTS", (("no-such-weights", "no/such/file"),))
    settings = WorkerSettings.from_env({"SLACK_BOT_TOKEN": "x", **variables})
    name = choose_engine_name(settings.engine, settings)
    return set(find_lacks(name, settings.engines)) - {Lack.RESOLVER}


def test_the_embedded_engine_needs_its_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    assert find(monkeypatch, weights=True) == set()
    assert find(monkeypatch, weights=False) == {Lack.WEIGHTS}


def test_where_another_engine_hears_they_are_not_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert find(monkeypatch, weights=False, ASSEMBLYAI_API_KEY="k") == set()


def test_an_engine_by_name_needs_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    assert find(monkeypatch, weights=True, ENGINE="deepgram") == {Lack.ENGINE}


def test_what_was_reported_last_counts_and_workers_that_do_not_run_come_first(
    redis: Redis,
) -> None:
    found = Shortcomings(redis)
    assert found.find() == (), "they may be starting, as we are"
    assert found.find(0) == (Lack.WORKERS,)
    Lacks(redis).report([Lack.RESOLVER, Lack.WEIGHTS])
    assert found.find(0) == (Lack.WORKERS, Lack.WEIGHTS, Lack.RESOLVER)
    redis.set(BEAT, "1", px=59_000)
    Lacks(redis).report([Lack.ENGINE])
    assert found.find(0) == (Lack.ENGINE,)
    Lacks(redis).report([])
    assert found.find(0) == ()
