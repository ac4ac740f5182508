"""What comes slowly lets go of its worker where somebody waits, and gets through in the end."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from tests.standins.slack import SlackStandIn
from tests.standins.slack.nouns import Message
from tests.workers.analyses import an_analysis, an_ask
from tests.workers.pipeline.scripted import (
    ScriptedSource,
    ScriptedTools,
    accept,
    charts,
    work,
)
from workers import jobs
from workers.domain.errors import GaveWay, Unavailable
from workers.domain.recording import Recording
from workers.queues import giving_way
from workers.queues.giving_way import FIRST_TURN_S, LONGEST_TURN_S, take_turn
from workers.store.lease import Queue


@dataclass
class Clock:
    """Stands where `time` does; looking at it lets it run on."""

    now: float = 0.0

    def monotonic(self) -> float:
        return self.now


@dataclass
class SlowSource(ScriptedSource):
    """Brings a recording in forty minutes, telling of bytes each second."""

    clock: Clock = field(default_factory=Clock)
    seconds: int = 2400
    held: list[float] = field(default_factory=list)

    def fetch(
        self, recording: Recording, folder: Path, on_bytes: Callable[[int], None] | None = None
    ) -> Recording:
        assert on_bytes is not None
        began = self.clock.now
        try:
            for second in range(self.seconds):
                self.clock.now += 1
                on_bytes(second)
        finally:
            self.held.append(self.clock.now - began)
        return super().fetch(recording, folder, on_bytes)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(giving_way, "time", found)
    return found


@pytest.fixture
def slow(tools: ScriptedTools, clock: Clock) -> SlowSource:
    tools.scripted_source = SlowSource(clock=clock)
    return tools.scripted_source


def somebody_waits(tools: ScriptedTools, person: str) -> str:
    analysis = an_analysis(an_ask(asked_by=person))
    tools.ledger.accept(analysis, analysis.id)
    return analysis.id


def run_through_pauses(tools: ScriptedTools, analysis_id: str, times: int) -> None:
    for _ in range(times):
        tools.ledger.hasten(analysis_id)
        jobs.run_stages(analysis_id, tools)


def test_with_nobody_waiting_it_takes_its_time(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, slow: SlowSource
) -> None:
    work(tools, accept(tools, asked))
    assert slow.held == [2400]
    assert len(charts(slack, asked)) == 1


def test_ones_own_recordings_wait(tools: ScriptedTools, asked: Message, slow: SlowSource) -> None:
    somebody_waits(tools, asked.user)
    run_through_pauses(tools, accept(tools, asked).id, 1)
    assert slow.held == [2400]


def test_where_somebody_waits_its_turns_end_and_grow(
    tools: ScriptedTools, asked: Message, slow: SlowSource
) -> None:
    somebody_waits(tools, "U0ANOTHER")
    run_through_pauses(tools, accept(tools, asked).id, 6)
    turns = [min(FIRST_TURN_S * 2**count, LONGEST_TURN_S) + 1 for count in range(6)]
    assert slow.held == turns


def test_letting_go_is_no_silence_of_the_host_and_it_goes_on_after_the_others(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, slow: SlowSource
) -> None:
    other = somebody_waits(tools, "U0ANOTHER")
    analysis = accept(tools, asked)
    run_through_pauses(tools, analysis.id, 3)
    assert not [name for name in tools.saved(analysis.id) if "silent" in name]

    claim = tools.ledger.claim(other)
    assert claim is not None
    tools.ledger.end(claim, claim.analysis, timedelta(hours=1))
    tools.ledger.hasten(analysis.id)
    work(tools, analysis)
    assert slow.held[-1] == 2400
    assert len(charts(slack, asked)) == 1


def test_of_slow_ones_one_worker_is_kept_free(tools: ScriptedTools) -> None:
    def bring(name: str, person: str, *, slow: bool) -> AbstractContextManager[object]:
        lanes = tools.lanes(Queue.PIPELINE, an_analysis(an_ask(asked_by=person)))
        return take_turn(name, lambda: False, lanes, {giving_way.LET_GO: b"1"} if slow else {})

    with bring("one", "U1", slow=True):
        with pytest.raises(Unavailable) as waits:
            bring("two", "U2", slow=True).__enter__()
        assert not isinstance(waits.value, GaveWay)
        with bring("three", "U3", slow=False):
            pass  # nobody knows yet whether it is slow
    with bring("two", "U2", slow=True):
        pass


def test_while_others_wait_one_person_holds_all_workers_but_one(tools: ScriptedTools) -> None:
    waiting: list[str] = []

    def bring(name: str, person: str) -> AbstractContextManager[object]:
        lanes = tools.lanes(Queue.PIPELINE, an_analysis(an_ask(asked_by=person)))
        return take_turn(name, lambda: bool(waiting), lanes, {})

    with bring("one", "U1"), bring("two", "U1"):
        pass  # nobody waits
    with bring("one", "U1"):
        waiting.append("somebody")
        with pytest.raises(Unavailable):
            bring("two", "U1").__enter__()
        with bring("another's", "U2"):
            pass
    with bring("two", "U1"):
        pass
