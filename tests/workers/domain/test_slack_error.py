"""One reading of what Slack answers instead of doing it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from workers.domain.slack_error import PAUSE, UNREADABLE, read_slack_error


@dataclass(frozen=True)
class Given:
    """An answer as it came."""

    data: object
    status_code: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@pytest.mark.parametrize("word", ["internal_error", "ratelimited", "rate_limited", "fatal_error"])
def test_a_success_may_say_what_passes(word: str) -> None:
    error = read_slack_error(Given({"ok": False, "error": word}))
    assert (error.word, error.passing) == (word, True)


@pytest.mark.parametrize(
    "word", ["is_archived", "missing_scope", "invalid_auth", "a_word_of_tomorrow"]
)
def test_a_plain_word_is_a_refusal(word: str) -> None:
    error = read_slack_error(Given({"ok": False, "error": word}))
    assert (error.word, error.passing) == (word, False)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_too_many_calls_and_errors_of_the_server_pass_whatever_they_say(status: int) -> None:
    assert read_slack_error(Given({"ok": False, "error": "is_archived"}, status)).passing
    assert read_slack_error(Given(None, status)).passing


@pytest.mark.parametrize(
    "data",
    [
        None,
        b"\x1f\x8b",
        "<html>",
        [],
        {},
        {"error": None},
        {"error": {"code": 3}},
        {"error": "Received a response in a non-JSON format: <html>Ada, please sign in"},
    ],
)
def test_what_is_no_answer_of_slack_passes_and_its_text_stays_unsaid(data: object) -> None:
    for status in (200, 403):
        error = read_slack_error(Given(data, status))
        assert (error.word, error.passing) == (UNREADABLE, True)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7),
        ({"retry-after": "30"}, 30),
        ({"Retry-After": "0"}, 1),
        ({"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, PAUSE.total_seconds()),
        ({"Retry-After": "-3"}, PAUSE.total_seconds()),
        ({"Retry-After": ""}, PAUSE.total_seconds()),
        ({}, PAUSE.total_seconds()),
    ],
)
def test_how_long_to_wait(headers: dict[str, str], seconds: float) -> None:
    error = read_slack_error(Given({"ok": False, "error": "ratelimited"}, 429, headers))
    assert error.retry_after == timedelta(seconds=seconds)
