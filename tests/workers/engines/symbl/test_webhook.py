"""Webhook: bodies that may be anything."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.standins.symbl import SymblStandIn
from tests.workers.engines.notebook import Notebook
from workers.domain.recording import Recording
from workers.domain.submission import Brief
from workers.engines.symbl.engine import SymblEngine
from workers.engines.symbl.webhook import read_job_id


@pytest.mark.parametrize(
    ("body", "job"),
    [
        (b'{"jobId": "9b1d", "status": "completed"}', "9b1d"),
        (b'{"id": "9b1d", "status": "scheduled"}', "9b1d"),
        (b'{"jobId": "", "id": "9b1d"}', "9b1d"),
        (b'{"status": "completed"}', None),
        (b'{"id": 7}', None),
        (b"[]", None),
        (b"", None),
        (b"\xff\xfe", None),
        (b"<html>", None),
    ],
)
def test_which_job_a_call_is_about(body: bytes, job: str | None) -> None:
    assert read_job_id(body) == job


def test_the_bot_can_read_it_without_the_engines_libraries() -> None:
    look = (
        "import sys, workers.engines.symbl.webhook;"
        "sys.exit(bool({'requests', 'redis', 'av'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0


def test_the_api_is_told_where_to_call(
    symbl: SymblStandIn, engine: SymblEngine, link: Recording
) -> None:
    brief = Brief(name="undertone-1f", webhook_url=f"{symbl.url}/nobody-listens-here")
    submission = engine.submit(link, brief, Notebook())
    symbl.wait_for_webhooks(1)
    (called,) = symbl.webhook_calls
    assert called.url == brief.webhook_url
    assert called.body == {"jobId": submission.ids["jobId"], "status": "completed"}
