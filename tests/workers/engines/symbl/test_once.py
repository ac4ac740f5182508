"""Never twice: each submit costs money, whatever breaks on the way."""

from __future__ import annotations

import math
import signal
import subprocess
import sys
from datetime import timedelta

import pytest

from tests.standins.symbl import SymblStandIn
from tests.workers.engines.notebook import HandClock, Notebook
from workers.domain.errors import Unavailable
from workers.domain.recording import Recording
from workers.domain.submission import Brief
from workers.engines.symbl.engine import SymblEngine
from workers.engines.symbl.submit import BEGUN
from workers.processes.redis_server import RedisHome


def test_submitting_again_answers_with_what_was_submitted(
    symbl: SymblStandIn, engine: SymblEngine, link: Recording, brief: Brief, progress: Notebook
) -> None:
    first = engine.submit(link, brief, progress)
    assert engine.submit(link, brief, progress) == first
    assert len(symbl.submits) == 1


def test_an_accepted_submit_whose_answer_was_lost_is_found_by_name(
    symbl: SymblStandIn, engine: SymblEngine, link: Recording, brief: Brief, progress: Notebook
) -> None:
    symbl.knobs.drops = 1
    with pytest.raises(Unavailable):
        engine.submit(link, brief, progress)
    submission = engine.submit(link, brief, progress)
    assert len(symbl.submits) == 1
    assert list(symbl.account.conversations) == [submission.ids["conversationId"]]
    assert engine.status(submission).done  # without a job id
    assert len(engine.meeting(submission).utterances) == 5


def test_it_is_found_among_many_and_even_when_it_is_listed_late(
    symbl: SymblStandIn,
    engine: SymblEngine,
    link: Recording,
    brief: Brief,
    clock: HandClock,
    progress: Notebook,
) -> None:
    symbl.knobs.drops = 1
    with pytest.raises(Unavailable):
        engine.submit(link, brief, progress)
    for number in range(230):
        symbl.account.recorded({"name": f"someone-else-{number}"})
    symbl.knobs.listed_after_s = math.inf
    with pytest.raises(Unavailable) as again:
        engine.submit(link, brief, progress)
    assert again.value.retry_after == timedelta(seconds=30)
    symbl.knobs.listed_after_s = 0
    clock.pass_s(31)
    engine.submit(link, brief, progress)
    assert len(symbl.submits) == 1


def test_what_never_arrived_is_sent_again_after_two_looks(
    symbl: SymblStandIn,
    engine: SymblEngine,
    link: Recording,
    brief: Brief,
    clock: HandClock,
    progress: Notebook,
) -> None:
    symbl.knobs.gateway_errors, symbl.knobs.gateway_path = 1, "/v1/process"
    for _ in range(3):
        with pytest.raises(Unavailable):
            engine.submit(link, brief, progress)
        clock.pass_s(10)
    assert len(symbl.submits) == 1
    clock.pass_s(20)
    engine.submit(link, brief, progress)
    assert len(symbl.submits) == 2
    assert len(symbl.account.conversations) == 1


def test_while_the_list_cannot_be_read_nothing_is_sent(
    symbl: SymblStandIn,
    engine: SymblEngine,
    link: Recording,
    brief: Brief,
    clock: HandClock,
    progress: Notebook,
) -> None:
    symbl.knobs.drops = 1
    with pytest.raises(Unavailable):
        engine.submit(link, brief, progress)
    symbl.knobs.gateway_errors, symbl.knobs.gateway_path = 100, "/v1/conversations"
    for _ in range(5):
        with pytest.raises(Unavailable):
            engine.submit(link, brief, progress)
        clock.pass_s(60)
    assert len(symbl.submits) == 1


def test_a_worker_killed_between_the_answer_and_its_record(
    symbl: SymblStandIn,
    redis_server: RedisHome,
    link: Recording,
    brief: Brief,
    clock: HandClock,
    engine: SymblEngine,
) -> None:
    worker = [sys.executable, "-m", "tests.workers.engines.symbl.killed_worker"]
    account = [symbl.url, symbl.app_id, symbl.app_secret]
    ended = subprocess.run([*worker, redis_server.url, *account, brief.name], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert len(symbl.submits) == 1
    submission = engine.submit(link, brief, Notebook({BEGUN: clock.now.isoformat().encode()}))
    assert len(symbl.submits) == 1
    assert engine.status(submission).done
