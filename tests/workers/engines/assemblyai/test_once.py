"""Never twice: each transcript costs money, whatever breaks on the way."""

from __future__ import annotations

import math
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from redis import Redis

from tests.standins.assemblyai import AssemblyAIStandIn
from tests.workers.engines.notebook import HandClock, Notebook
from workers.domain.errors import Refused, Unavailable, Why
from workers.domain.recording import Recording
from workers.domain.submission import Brief
from workers.engines.assemblyai import AssemblyAISettings
from workers.engines.assemblyai.engine import AssemblyAIEngine
from workers.processes.redis_server import RedisHome
from workers.store.finished_parts import Saved


def test_it_is_found_among_many_and_even_when_it_is_listed_late(
    vendor: AssemblyAIStandIn,
    engine: AssemblyAIEngine,
    recording: Recording,
    link: Recording,
    brief: Brief,
    clock: HandClock,
) -> None:
    progress = Notebook()
    vendor.faults.drops = 1
    with pytest.raises(Unavailable):
        engine.submit(recording, brief, progress)
    (ours,) = vendor.transcripts
    for number in range(130):
        engine.submit(link, Brief(name=f"someone-else-{number}"), Notebook())
    vendor.knobs.listed_after_s = math.inf
    with pytest.raises(Unavailable) as again:
        engine.submit(recording, brief, progress)
    assert again.value.retry_after == timedelta(seconds=30)
    vendor.knobs.listed_after_s = 0
    clock.pass_s(31)
    assert engine.submit(recording, brief, progress).ids["transcript"] == ours
    assert len(vendor.transcripts) == 131


def test_what_never_arrived_is_ordered_again_after_two_looks_and_uploaded_once(
    vendor: AssemblyAIStandIn,
    engine: AssemblyAIEngine,
    recording: Recording,
    brief: Brief,
    clock: HandClock,
) -> None:
    progress = Notebook()
    vendor.faults.gateway_errors, vendor.faults.only = 1, "/v2/transcript"
    for _ in range(3):
        with pytest.raises(Unavailable):
            engine.submit(recording, brief, progress)
        clock.pass_s(10)
    assert len(vendor.orders) == 1
    clock.pass_s(20)
    engine.submit(recording, brief, progress)
    assert (len(vendor.orders), len(vendor.transcripts), len(vendor.uploads)) == (2, 1, 1)


def test_while_the_list_cannot_be_read_nothing_is_ordered(
    vendor: AssemblyAIStandIn,
    engine: AssemblyAIEngine,
    recording: Recording,
    brief: Brief,
    clock: HandClock,
) -> None:
    progress = Notebook()
    vendor.faults.drops = 1
    with pytest.raises(Unavailable):
        engine.submit(recording, brief, progress)
    vendor.faults.server_errors, vendor.faults.only = 100, "/v2/transcript"
    for _ in range(5):
        with pytest.raises(Unavailable):
            engine.submit(recording, brief, progress)
        clock.pass_s(60)
    assert len(vendor.orders) == 1


def test_two_who_asked_for_one_link_find_one_transcript_each(
    vendor: AssemblyAIStandIn, engine: AssemblyAIEngine, link: Recording
) -> None:
    briefs = [Brief(name="undertone-1-1"), Brief(name="undertone-2-1")]
    books = [Notebook(), Notebook()]
    vendor.faults.drops = 2
    for brief, book in zip(briefs, books, strict=True):
        with pytest.raises(Unavailable):
            engine.submit(link, brief, book)
    found = {
        engine.submit(link, brief, book).ids["transcript"]
        for brief, book in zip(briefs, books, strict=True)
    }
    assert found == set(vendor.transcripts)
    assert len(vendor.orders) == 2


def test_a_worker_killed_between_the_answer_and_its_record(
    vendor: AssemblyAIStandIn,
    redis: Redis,
    redis_server: RedisHome,
    recording: Recording,
    engine: AssemblyAIEngine,
) -> None:
    name = "undertone-9f-1"
    worker = [sys.executable, "-m", "tests.workers.engines.assemblyai.killed_worker"]
    told = [redis_server.url, vendor.url, vendor.key, name, str(recording.path)]
    ended = subprocess.run([*worker, *told], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert len(vendor.transcripts) == 1
    submission = engine.submit(
        recording, Brief(name=name, speakers=2), Notebook(Saved(redis, name))
    )
    assert list(vendor.transcripts) == [submission.ids["transcript"]]
    assert len(vendor.orders) == 1
    assert engine.status(submission).done


def test_too_many_requests_are_waited_out_as_long_as_the_api_says(
    vendor: AssemblyAIStandIn, engine: AssemblyAIEngine, link: Recording, brief: Brief
) -> None:
    progress = Notebook()
    vendor.faults.busy, vendor.faults.retry_after = 1, "7"
    with pytest.raises(Unavailable) as busy:
        engine.submit(link, brief, progress)
    assert busy.value.retry_after == timedelta(seconds=7)
    engine.submit(link, brief, progress)  # nothing came of it, so nothing is looked for
    assert [call.method for call in vendor.calls] == ["POST", "POST"]


def test_nobody_there_is_said_after_a_while(
    redis: Redis, clock: HandClock, link: Recording, brief: Brief
) -> None:
    settings = AssemblyAISettings(
        assemblyai_api_key="key", assemblyai_base_url="http://127.0.0.1:9"
    )
    engine = AssemblyAIEngine(settings, redis, clock=clock)
    progress = Notebook()
    with pytest.raises(Unavailable):
        engine.submit(link, brief, progress)
    clock.pass_s(11)
    with pytest.raises(Refused) as refused:
        engine.submit(link, brief, progress)
    assert refused.value.why is Why.ENGINE_UNREACHABLE
    assert refused.value.details["check"] == "ASSEMBLYAI_BASE_URL"


def test_a_transcript_is_read_here_and_costs_nothing(
    vendor: AssemblyAIStandIn, engine: AssemblyAIEngine, brief: Brief, tmp_path: Path
) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("Ana: That went really well.\nBo: I am worried about Friday.\n")
    submission = engine.submit(Recording(name="talk.txt", path=path), brief, Notebook())
    assert submission.meeting is not None
    assert submission.meeting.speakers == ("Ana", "Bo")
    assert vendor.calls == []
    engine.forget(submission)
    assert vendor.calls == []
