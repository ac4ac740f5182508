"""The call that a transcript is ready: with our header, and believed only with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from redis import Redis

from bot.hooks import engines
from tests.standins.assemblyai import AssemblyAIStandIn
from tests.workers.analyses import an_analysis
from tests.workers.engines.notebook import Notebook
from workers.domain.analysis import Analysis, Stage
from workers.domain.recording import Recording
from workers.domain.submission import Brief, Submission
from workers.engines.assemblyai.engine import AssemblyAIEngine
from workers.engines.assemblyai.webhook import HEADER
from workers.intake import Intake
from workers.store.lease import Queue
from workers.store.ledger import Ledger


def test_the_api_is_told_where_to_call_and_with_what(
    vendor: AssemblyAIStandIn, engine: AssemblyAIEngine, recording: Recording
) -> None:
    url = f"{vendor.url}/nobody-listens-here"
    brief = Brief(name="undertone-1f-1", webhook_url=url, webhook_secret="hush")
    submission = engine.submit(recording, brief, Notebook())
    vendor.wait_for_webhooks(1)
    (called,) = vendor.webhook_calls
    assert called.url == url
    assert called.headers == {HEADER: "hush"}
    assert called.body == {"transcript_id": submission.ids["transcript"], "status": "completed"}


def test_without_an_address_no_call_is_asked_for(
    vendor: AssemblyAIStandIn, engine: AssemblyAIEngine, recording: Recording, brief: Brief
) -> None:
    engine.submit(recording, brief, Notebook())
    assert not [name for name in vendor.orders[-1].body if name.startswith("webhook")]


@pytest.fixture
def polled(redis: Redis) -> Analysis:
    """An analysis that waits an hour for its next look."""
    ledger = Ledger(redis)
    analysis = an_analysis()
    ledger.accept(analysis, "gesture")
    claim = ledger.claim(analysis.id)
    assert claim is not None
    submission = Submission(engine="assemblyai", ids={"transcript": "t-1"})
    waiting = replace(analysis, stage=Stage.POLL, submission=submission)
    ledger.wait(claim, waiting, timedelta(hours=1), Queue.PIPELINE)
    return waiting


READY = '{"transcript_id": "t-1", "status": "completed"}'


@pytest.mark.parametrize(
    ("secret", "body", "due"),
    [
        ("{hook}", READY, True),
        ("guessed", READY, False),
        ("", READY, False),
        (None, READY, False),
        ("{hook}", '{"transcript_id": "t-2", "status": "completed"}', False),
        ("{hook}", '{"status": "redacted_audio_ready", "redacted_audio_url": "x"}', False),
        ("{hook}", "<html>", False),
    ],
)
def test_a_call_is_a_hint_that_is_believed_with_our_secret_only(
    redis: Redis, polled: Analysis, secret: str | None, body: str, due: bool
) -> None:
    web = Flask("test")
    web.register_blueprint(engines.build_engine_hooks(Intake(redis)))
    headers = {} if secret is None else {HEADER: secret.format(hook=polled.hook)}
    for _ in range(2):  # doubled calls are harmless
        path = f"/hooks/assemblyai/{polled.id}"
        answer = web.test_client().post(path, data=body, headers=headers)
        assert answer.status_code == 200
    assert bool(Ledger(redis).take_due(Queue.PIPELINE, 1)) is due


def test_an_early_call_changes_nothing(redis: Redis) -> None:
    analysis = an_analysis()
    Ledger(redis).accept(analysis, "gesture")
    web = Flask("test")
    web.register_blueprint(engines.build_engine_hooks(Intake(redis)))
    path, headers = f"/hooks/assemblyai/{analysis.id}", {HEADER: analysis.hook}
    assert web.test_client().post(path, data=READY, headers=headers).status_code == 200
    found = Ledger(redis).read(analysis.id)
    assert found is not None
    assert found.stage is analysis.stage
