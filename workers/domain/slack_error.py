"""What Slack's answers mean where they are no yes: one reading, for the bot and the workers.

Pure: whoever talks to Slack hands in what came back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPException
from typing import Protocol

from workers.domain.errors import Fault

NO_ANSWER = (OSError, HTTPException, UnicodeDecodeError)
"""What a call raises whose end is not known: it may have done its work."""
BAD_TOKEN = frozenset(
    {"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"}
)
"""Words that no waiting cures: Slack does not know the token (any more)."""
UNREADABLE = "unreadable_answer"
"""Stands for the word where there is none: what answered was no Slack, or not in its right mind."""
PAUSE = timedelta(seconds=5)
"""Where Slack does not say how long to wait."""
LEAST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(minutes=10)
"""A server that asks for a day has lost its clock or its mind."""

_PASSING = frozenset(
    {
        "external_channel_migrating",
        "fatal_error",
        "internal_error",
        "org_login_required",
        "rate_limited",
        "ratelimited",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
        UNREADABLE,
    }
)
_SECONDS = re.compile(r"[0-9]+(?:\.[0-9]*)?")
_WORD = re.compile(r"[a-z][a-z0-9_.:-]{0,79}")


class SlackAnswer(Protocol):
    """As the SDK has it; `data` is the decoded JSON, whatever that is."""

    @property
    def status_code(self) -> int: ...

    @property
    def headers(self) -> Mapping[str, str]: ...

    @property
    def data(self) -> object: ...


@dataclass(frozen=True, slots=True)
class SlackError:
    """Slack's own `word` for it, and whether it is gone when the same call is made in a while.

    A 200 may be one that passes: Slack says `internal_error` that way, and a gateway on the way to
    it says whatever it likes.
    """

    word: str
    passing: bool
    retry_after: timedelta = PAUSE


class SlackRefusal(Fault):
    """Slack plainly refused; `error` is its own word for it."""

    def __init__(self, method: str, error: str) -> None:
        super().__init__(f"slack: {method}: {error}")
        self.error = error


def read_slack_error(answer: SlackAnswer) -> SlackError:
    """What an answer that is no success means. No text of it gets out but a plain word."""
    word, status = _read_word(answer.data), answer.status_code
    passing = status == 429 or status >= 500 or word in _PASSING
    return SlackError(word, passing, _read_pause(answer.headers))


def _read_word(data: object) -> str:
    word = data.get("error") if isinstance(data, Mapping) else None
    return word if isinstance(word, str) and _WORD.fullmatch(word) else UNREADABLE


def _read_pause(headers: Mapping[str, str]) -> timedelta:
    for name, value in headers.items():
        if name.lower() == "retry-after":
            return read_pause(value, PAUSE)
    return PAUSE


def read_pause(written: str, otherwise: timedelta, most: timedelta = LONGEST_PAUSE) -> timedelta:
    """The seconds of a Retry-After, `1.5` too, within a second and `most`; `otherwise`
    where it holds none."""
    found = _SECONDS.fullmatch(written.strip())
    if found is None:
        return otherwise
    return min(max(LEAST_PAUSE, timedelta(seconds=float(found[0][:9]))), most)
