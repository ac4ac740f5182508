"""Webhook: addresses that cannot be guessed, bodies that may be anything."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.standins.symbl import SymblStandIn
from tests.workers.engines.symbl.notebook import Notebook
from workers.engines.symbl import webhook
from workers.engines.symbl.engine import SymblEngine
from workers.recording import Recording
from workers.submission import Brief

KEY = b"shared by bot and workers"


def test_a_token_leads_back_to_its_analysis() -> None:
    assert webhook.analysis_id(KEY, webhook.token(KEY, "1f2e")) == "1f2e"


@pytest.mark.parametrize(
    "given",
    ["", "1f2e", "1f2e.", ".", "1f2e." + "0" * 32, "1f2e.ü", webhook.token(b"another key", "1f2e")],
)
def test_other_tokens_lead_nowhere(given: str) -> None:
    assert webhook.analysis_id(KEY, given) is None


def test_a_token_is_for_one_analysis() -> None:
    mark = webhook.token(KEY, "1f2e").rpartition(".")[2]
    assert webhook.analysis_id(KEY, f"1f2f.{mark}") is None


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
    assert webhook.job_id(body) == job


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
