"""What Slack's errors mean for an analysis: one of the three families, by Slack's own word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from slack_sdk.errors import SlackApiError

from workers.domain.errors import AnalysisError, Refused, Unavailable, Why
from workers.domain.slack_error import SlackRefusal, read_slack_error

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


class ImageNotReady(Unavailable):
    """The message names a file that Slack has not looked at yet."""


def judge_answer(method: str, error: SlackApiError) -> AnalysisError:
    """The exception to raise for an answer that Slack gave."""
    found = read_slack_error(error.response)
    if found.passing:
        return Unavailable("slack", found.retry_after, detail=f"{method}: {found.word}")
    if found.word in _FOR_PEOPLE:
        return Refused(_FOR_PEOPLE[found.word], error=found.word)
    if found.word in _UNREADABLE and method == "files.info":
        return Refused(Why.FILE_NOT_READABLE)
    if found.word == "invalid_blocks" and _names_slack_file(error.response.data):
        return ImageNotReady("slack", timedelta(seconds=1), detail=f"{method}: the picture")
    return SlackRefusal(method, found.word)


def _names_slack_file(answer: object) -> bool:
    """Slack says it in prose, with or without the underscore."""
    return "slack file" in str(answer).replace("_", " ")
