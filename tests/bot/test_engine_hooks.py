"""An engine's call: a hint that is believed only from our address, about the job we know."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from redis import Redis

from bot.hooks import engines
from tests.workers.analyses import an_analysis
from workers.domain.analysis import Analysis, Stage
from workers.domain.submission import Submission
from workers.intake import Intake
from workers.store.lease import Queue
from workers.store.ledger import Ledger

AN_HOUR = timedelta(hours=1)


@pytest.fixture
def polled(redis: Redis) -> Analysis:
    """An analysis that waits an hour for its next look."""
    ledger = Ledger(redis)
    analysis = an_analysis()
    ledger.accept(analysis, "gesture")
    claim = ledger.claim(analysis.id)
    assert claim is not None
    submission = Submission(engine="symbl", ids={"jobId": "job-1", "conversationId": "77"})
    waiting = replace(analysis, stage=Stage.POLL, submission=submission)
    ledger.wait(claim, waiting, AN_HOUR, Queue.PIPELINE)
    return waiting


def called(redis: Redis, path: str, body: str) -> int:
    web = Flask("test")
    web.register_blueprint(engines.build_engine_hooks(Intake(redis)))
    return web.test_client().post(path, data=body).status_code


def is_due(redis: Redis) -> bool:
    return bool(Ledger(redis).take_due(Queue.PIPELINE, 1))


@pytest.mark.parametrize("key", ["jobId", "id"])
def test_a_call_makes_the_analysis_due_at_once(redis: Redis, polled: Analysis, key: str) -> None:
    path = f"/hooks/symbl/{polled.id}/{polled.hook}"
    assert called(redis, path, f'{{"{key}": "job-1", "status": "completed"}}') == 200
    assert is_due(redis)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/hooks/symbl/{id}/guessed", '{"jobId": "job-1"}'),
        ("/hooks/symbl/unheard-of/{hook}", '{"jobId": "job-1"}'),
        ("/hooks/symbl/{id}/{hook}", '{"jobId": "another"}'),
        ("/hooks/symbl/{id}/{hook}", '["jobId"]'),
        ("/hooks/symbl/{id}/{hook}", "<html>"),
    ],
)
def test_anything_else_changes_nothing_and_learns_nothing(
    redis: Redis, polled: Analysis, path: str, body: str
) -> None:
    assert called(redis, path.format(id=polled.id, hook=polled.hook), body) == 200
    assert not is_due(redis)
