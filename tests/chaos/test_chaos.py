"""A short storm over the whole house: real processes, real kills, a checker that was not told."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.figures import percentile
from tests.chaos.run import Plan, Result, run
from tests.chaos.storm import Violence
from tests.chaos.table import all_recoveries, markdown

SHORT = Plan(
    analyses=60,
    seconds=18.0,
    seed=7,
    violence=Violence(redis_kill_every_s=11.0, freeze_every_s=5.0),
)
RECOVERED_WITHIN_S = 25.0
"""The full run holds 15 s at the 99th percentile; a few samples on a busy machine cannot."""


@pytest.fixture(scope="module")
def result() -> Iterator[Result]:
    with tempfile.TemporaryDirectory(prefix="chaos-", dir="/tmp") as folder:
        yield run(SHORT, Path(folder))


def test_nothing_is_lost_doubled_or_left_behind(result: Result) -> None:
    assert result.verdict.offences == [], markdown(result)
    assert result.verdict.accepted >= SHORT.analyses * 0.9, "it took up what was asked for"


def test_the_storm_did_rage(result: Result) -> None:
    kills = result.storm.kills
    assert kills["redis"] >= 1
    assert kills["frozen"] >= 1
    assert sum(kills.values()) >= 8


def test_everything_that_was_killed_came_back_soon(result: Result) -> None:
    assert percentile(all_recoveries(result), 99) <= RECOVERED_WITHIN_S, markdown(result)


def test_no_stage_failed_for_a_reason_of_ours(result: Result) -> None:
    assert result.crashed_stages == ()
