"""What Slack's errors mean for us: one of the three families, by Slack's own word for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from slack_sdk.errors import SlackApiError

from workers.domain.errors import AnalysisError, Fault, Refused, Unavailable, Why

_CLOSED = frozenset(
    {
        "cannot_reply_to_message",
        "channel_not_found",
        "is_archived",
        "messages_tab_disabled",
        "no_permission",
        "not_in_channel",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "restricted_action_thread_only_channel",
        "thread_not_found",
        "user_is_restricted",
        "user_not_in_channel",
    }
)
_UNREADABLE = frozenset({"access_denied", "missing_scope"})
_FOR_PEOPLE: Mapping[str, Why] = {
    **dict.fromkeys(_CLOSED, Why.THREAD_CLOSED),
    **dict.fromkeys(("file_not_found", "file_deleted"), Why.FILE_GONE),
}
_PASSING = frozenset(
    {"fatal_error", "internal_error", "ratelimited", "request_timeout", "service_unavailable"}
)
PAUSE_S = 5
"""Where Slack does not say how long to wait."""


class SlackRefusal(Fault):
    """Slack refused in a way that is ours to mend; `error` is Slack's own word for it."""

    def __init__(self, method: str, error: str) -> None:
        super().__init__(f"slack {method}: {error}")
        self.error = error


class ImageNotReady(Unavailable):
    """The message names a file that Slack has not looked at yet."""


def judge_answer(method: str, error: SlackApiError) -> AnalysisError:
    """The exception to raise for an answer that Slack gave."""
    response = error.response
    word = str(response.get("error", ""))
    if response.status_code == 429 or response.status_code >= 500 or word in _PASSING:
        wait_s = int(response.headers.get("Retry-After", PAUSE_S))
        return Unavailable(f"slack {method}", timedelta(seconds=max(1, wait_s)))
    if word in _FOR_PEOPLE:
        return Refused(_FOR_PEOPLE[word], error=word)
    if word in _UNREADABLE and method == "files.info":
        return Refused(Why.FILE_NOT_READABLE)
    if word == "invalid_blocks" and _names_slack_file(response.data):
        return ImageNotReady(f"slack {method}", timedelta(seconds=1))
    return SlackRefusal(method, word)


def _names_slack_file(answer: object) -> bool:
    """Slack says it in prose, with or without the underscore."""
    return "slack file" in str(answer).replace("_", " ")
