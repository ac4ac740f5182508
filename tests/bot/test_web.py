"""The HTTP side of the bot, beside what Bolt does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests

from bot.web import LARGEST_BODY
from tests.bot.conftest import METRICS_TOKEN
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import SlackStandIn


def address(slack: SlackStandIn, path: str) -> str:
    return str(slack.events_url).replace("/slack/events", path)


def test_health_is_a_status_and_what_it_is_made_of(
    slack: SlackStandIn, intake: ObservedIntake
) -> None:
    healthy = requests.get(address(slack, "/healthz"), timeout=5)
    intake.reachable = False
    ill = requests.get(address(slack, "/healthz"), timeout=5)

    assert healthy.status_code == 200
    assert healthy.json() == {"ok": True, "redis": True, "beat_age_s": 0.5, "oldest_due_s": 0.0}
    assert ill.status_code == 503
    assert ill.json()["redis"] is False


def test_metrics_are_prometheus_text(slack: SlackStandIn, intake: ObservedIntake) -> None:
    shown = {"Authorization": f"Bearer {METRICS_TOKEN}"}
    answer = requests.get(address(slack, "/metrics"), headers=shown, timeout=5)
    intake.reachable = False
    ill = requests.get(address(slack, "/metrics"), headers=shown, timeout=5)

    assert (answer.status_code, answer.text) == (200, "undertone_stage_runs_total 1.0\n")
    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    assert ill.status_code == 503


def test_a_body_that_no_slack_payload_reaches_is_refused(slack: SlackStandIn) -> None:
    answer = requests.post(str(slack.events_url), data=b"x" * (LARGEST_BODY + 1), timeout=5)

    assert answer.status_code == 413


def test_a_body_of_unknown_length_is_refused_too(slack: SlackStandIn) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(LARGEST_BODY // 65536 + 1):
            yield b"x" * 65536

    try:
        status = requests.post(str(slack.events_url), data=pieces(), timeout=5).status_code
    except requests.ConnectionError:
        status = 413  # closed on us in the middle of it, which is as good a refusal

    assert status in {400, 413}


def test_there_is_nothing_else(slack: SlackStandIn) -> None:
    assert requests.get(str(slack.events_url), timeout=5).status_code == 405
    assert requests.get(address(slack, "/"), timeout=5).status_code == 404


@pytest.mark.parametrize("given", [None, "", "Bearer", "Bearer guess", "Bearer é"])
def test_metrics_are_nobodys_without_the_token(slack: SlackStandIn, given: str | None) -> None:
    headers = {} if given is None else {"Authorization": given.encode()}
    assert requests.get(address(slack, "/metrics"), headers=headers, timeout=5).status_code == 404


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"null", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b"\xff\xfe\x00", "application/json"),
        (b"", "application/x-www-form-urlencoded"),
        (b"", "text/plain"),
    ],
)
@pytest.mark.parametrize("stamp", [None, "abc", "9" * 400, "-1"])
def test_what_nobody_signed_is_refused_without_being_read(
    slack: SlackStandIn,
    caplog: pytest.LogCaptureFixture,
    body: bytes,
    kind: str,
    stamp: str | None,
) -> None:
    headers = {"Content-Type": kind, "X-Slack-Signature": "v0=00"}
    headers |= {} if stamp is None else {"X-Slack-Request-Timestamp": stamp}
    answer = requests.post(str(slack.events_url), data=body, headers=headers, timeout=5)

    assert answer.status_code == 400
    assert "Traceback" not in caplog.text
    assert not [record for record in caplog.records if record.exc_info]


def test_a_payload_that_nobody_signed_is_not_let_in(slack: SlackStandIn) -> None:
    answer = requests.post(str(slack.events_url), json={"type": "event_callback"}, timeout=5)
    assert answer.status_code == 401
