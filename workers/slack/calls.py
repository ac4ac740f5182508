"""Calls: the one way to Slack's Web API, with its errors as our families.

A time-out or a 5xx is *unknown*, never *failed*: it is raised as Unavailable. The SDK's retries
stay off: one of them would repeat a post that Slack had accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import requests
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from workers.domain.errors import Refused, Unavailable, Why
from workers.domain.slack_error import NO_ANSWER
from workers.slack.verdicts import judge_answer

TIMEOUT_S = 6
"""Shorter than a lease: a call that hangs is given up while its analysis is still ours."""

_ONLY_READ = frozenset(
    {"conversations.history", "conversations.info", "conversations.replies", "files.info"}
)


class SlackCalls:
    """Calls with one bot token."""

    def __init__(self, token: str, api_url: str) -> None:
        self._client = WebClient(
            token=token, base_url=api_url, timeout=TIMEOUT_S, retry_handlers=[]
        )
        self._check: Callable[[], None] = lambda: None

    @contextmanager
    def only_while(self, check: Callable[[], None]) -> Iterator[None]:
        """Ask `check` right before each call that changes something; it raises to forbid it."""
        before, self._check = self._check, check
        try:
            yield
        finally:
            self._check = before

    def call(self, method: str, **arguments: Any) -> dict[str, Any]:
        """Slack's answer to a method; arguments that are None are left out."""
        given = {name: value for name, value in arguments.items() if value is not None}
        if method not in _ONLY_READ:
            self._check()
        try:
            if _takes_json(method):
                answer = self._client.api_call(method, json=given)
            else:
                answer = self._client.api_call(method, params=given)
        except SlackApiError as error:
            raise judge_answer(method, error) from error
        except NO_ANSWER as error:
            raise Unavailable("slack", detail=method) from error
        return cast(dict[str, Any], answer.data)

    def respond(self, response_url: str, text: str) -> None:
        """Say it to whoever made a gesture, at the gesture's own address."""
        self._check()
        try:
            sent = requests.post(
                response_url,
                json={"text": text, "response_type": "ephemeral"},
                timeout=TIMEOUT_S,
            )
        except requests.RequestException as error:
            raise Refused(Why.THREAD_CLOSED, error="response_url") from error
        if not sent.ok:
            raise Refused(Why.THREAD_CLOSED, error=f"response_url {sent.status_code}")


def _takes_json(method: str) -> bool:
    """Reading methods take form fields only; the posting ones need JSON for nested values."""
    return method.startswith(("chat.", "views.")) or method == "files.completeUploadExternal"
