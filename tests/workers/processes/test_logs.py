"""No log line holds a word, a link, a token or the address of a machine, whatever has failed."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
from redis.exceptions import ConnectionError as RedisConnectionError

from workers.domain.errors import Fault, Unavailable
from workers.processes import logs
from workers.processes.log_errors import hide_addresses

SECRETS = ("inner-redis.corp.example", "10.1.2.3", "xoxb-token", "I hate my boss", "fd00")
LOG = logging.getLogger("workers.somewhere")
PLACES = "10.1.2.3:6379 or [fd00::1]:6379 or fd00::2 or 10.1.2.3 or inner-redis.corp.example:6379"
LINK = "https://inner-redis.corp.example/rec?token=xoxb-token"


@pytest.fixture(params=["json", "plain"])
def log(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    monkeypatch.setenv("LOG_FORMAT", request.param)
    before, stream = logging.root.handlers[:], io.StringIO()
    level = logging.root.level
    logs.log_to_stderr(stream)
    yield stream
    logging.root.handlers[:] = before
    logging.root.setLevel(level)


def fail() -> None:
    try:
        try:
            int(SECRETS[3])
        except ValueError as error:
            raise ConnectionError(f"pool: {SECRETS}: {LINK}") from error
    except ConnectionError as error:
        raise Fault(f"no chart from {LINK} at {PLACES}") from error


def test_a_traceback_tells_where_and_what_and_no_more(log: io.StringIO) -> None:
    try:
        fail()
    except Fault as fault:
        logging.getLogger("workers.jobs").exception("analysis a1 failed")
        logging.getLogger("bot.app").error("event.message failed", exc_info=fault)

    told = log.getvalue()
    assert not [secret for secret in SECRETS if secret in told]
    assert told.count("Fault: no chart from (address)") == 2
    assert told.count("ConnectionError") >= 2
    assert "test_logs.py" in told
    assert "ValueError" in told


def test_an_error_in_a_sentence_holds_no_address(log: io.StringIO) -> None:
    away = RedisConnectionError(f"Error 111 connecting to {PLACES}. Connection refused.")
    LOG.warning("Redis went away: %s", away)
    LOG.warning("not now: %s", Unavailable("slack", detail="conversations.info: ratelimited"))

    told = log.getvalue()
    assert not [secret for secret in SECRETS if secret in told]
    assert "Redis went away: ConnectionError" in told
    assert "slack: conversations.info: ratelimited" in told


def test_lines_stay_what_they_are(log: io.StringIO) -> None:
    LOG.info("%s %s: ok in %.2f s", "a1", "draw", 0.5, extra={"analysis": "a1"})
    told = log.getvalue()
    assert "a1 draw: ok in 0.50 s" in told
    if told.startswith("{"):
        assert json.loads(told)["analysis"] == "a1"


@pytest.mark.parametrize(
    "said", ["draw: HTTP 503 at 12:30:01", "slack: chat.update: internal_error", "no stage: a1"]
)
def test_times_stay(said: str) -> None:
    assert hide_addresses(said) == said
