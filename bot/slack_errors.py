"""Slack's errors: which of them pass by themselves."""

from __future__ import annotations

from http.client import HTTPException
from urllib.error import URLError

from slack_sdk.errors import SlackApiError

NO_ANSWER = (ConnectionError, HTTPException, TimeoutError, URLError)
"""What a call raises whose end is not known: it may have done its work."""


def is_passing(error: SlackApiError) -> bool:
    """Whether the same call may well be answered in a while: 429 and 5xx."""
    status: int = error.response.status_code
    return status == 429 or status >= 500
