"""Slack's errors: which of them pass by themselves."""

from __future__ import annotations

from slack_sdk.errors import SlackApiError

TRIGGER_LOST = frozenset(
    {"exchanged_trigger_id", "expired_trigger_id", "invalid_trigger_id", "trigger_expired"}
)


def passing(error: SlackApiError) -> bool:
    """Whether the same call may well be answered in a while: 429 and 5xx."""
    status: int = error.response.status_code
    return status == 429 or status >= 500
