"""At most twice, and only where an answer was lost: each call costs money."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from redis import Redis

from tests.standins.deepgram import DeepgramStandIn
from tests.workers.engines.deepgram.conftest import MakeEngine
from tests.workers.engines.notebook import HandClock, Notebook
from workers.domain.errors import Refused, Stopped, Unavailable, Why
from workers.domain.recording import Recording
from workers.domain.submission import Brief
from workers.engines.deepgram import DeepgramSettings
from workers.engines.deepgram.engine import DeepgramEngine


def test_a_lost_answer_is_heard_once_more_and_then_told(
    vendor: DeepgramStandIn,
    engine: DeepgramEngine,
    recording: Recording,
    brief: Brief,
    progress: Notebook,
) -> None:
    vendor.faults.drops = 9
    for _ in range(2):
        with pytest.raises(Unavailable) as lost:
            engine.submit(recording, brief, progress)
        assert lost.value.retry_after >= timedelta(minutes=1)
    with pytest.raises(Refused) as refused:
        engine.submit(recording, brief, progress)
    assert refused.value.why is Why.ENGINE_UNANSWERED
    assert vendor.paid == 2


def test_a_page_of_a_gateway_counts_as_a_lost_answer(
    vendor: DeepgramStandIn,
    engine: DeepgramEngine,
    recording: Recording,
    brief: Brief,
    progress: Notebook,
) -> None:
    vendor.faults.gateway_errors = 9
    for _ in range(2):
        with pytest.raises(Unavailable):
            engine.submit(recording, brief, progress)
    with pytest.raises(Refused):
        engine.submit(recording, brief, progress)
    assert len(vendor.heard) == 2


@pytest.mark.parametrize("fault", ["server_errors", "busy"])
def test_what_the_api_itself_turned_away_may_be_tried_often(
    vendor: DeepgramStandIn, engine: DeepgramEngine, recording: Recording, redis: Redis, fault: str
) -> None:
    brief, progress = Brief(name="undertone-1f-1"), Notebook()
    setattr(vendor.faults, fault, 5)
    vendor.faults.retry_after = "1"
    for _ in range(5):
        with pytest.raises(Unavailable):
            engine.submit(recording, brief, progress)
        redis.delete(*redis.keys("*:closed") or ["none"])
    assert engine.submit(recording, brief, progress).meeting is not None
    assert vendor.paid == 1


def test_a_long_call_can_be_stopped_while_it_is_heard(
    vendor: DeepgramStandIn, engine: DeepgramEngine, recording: Recording, brief: Brief
) -> None:
    vendor.knobs.work_s = 30
    progress = Notebook()
    threading.Timer(1.0, lambda: setattr(progress, "stops", True)).start()
    begun = time.monotonic()
    with pytest.raises(Stopped):
        engine.submit(recording, brief, progress)
    assert time.monotonic() - begun < 5


def test_no_more_calls_at_once_than_the_project_may_make(
    vendor: DeepgramStandIn, make_engine: MakeEngine, recording: Recording
) -> None:
    vendor.knobs.work_s = 0.5
    engine = make_engine(deepgram_concurrency=2)
    outcomes: list[str] = []

    def hear(number: int) -> None:
        try:
            engine.submit(recording, Brief(name=f"undertone-{number}-1"), Notebook())
            outcomes.append("heard")
        except Unavailable:
            outcomes.append("later")

    threads = [threading.Thread(target=hear, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["heard", "heard", "later", "later"]
    assert vendor.most_at_once == 2
    engine.submit(recording, Brief(name="undertone-9-1"), Notebook())  # slots came back


def test_nobody_there_is_said_after_a_while(
    redis: Redis, clock: HandClock, recording: Recording, brief: Brief, progress: Notebook
) -> None:
    settings = DeepgramSettings(deepgram_api_key="k", deepgram_base_url="http://127.0.0.1:9")
    engine = DeepgramEngine(settings, redis, clock=clock)
    with pytest.raises(Unavailable):
        engine.submit(recording, brief, progress)
    clock.pass_s(11)
    with pytest.raises(Refused) as refused:
        engine.submit(recording, brief, progress)
    assert refused.value.why is Why.ENGINE_UNREACHABLE


def test_a_slot_is_held_before_a_copy_is_fetched(
    make_engine: MakeEngine, recording: Recording, brief: Brief
) -> None:
    engine = make_engine(deepgram_concurrency=1)
    engine.prepare(recording, brief)
    with pytest.raises(Unavailable) as full:
        engine.prepare(recording, Brief(name="another"))
    assert full.value.retry_after > timedelta()
    engine.prepare(recording, brief)  # has one already


def test_a_transcript_is_read_here_and_costs_nothing(
    vendor: DeepgramStandIn, engine: DeepgramEngine, brief: Brief, tmp_path: Path
) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("Ana: That went really well.\nBo: I am worried about Friday.\n")
    submission = engine.submit(Recording(name="talk.txt", path=path), brief, Notebook())
    assert submission.meeting is not None
    assert submission.meeting.speakers == ("Ana", "Bo")
    assert vendor.calls == []
