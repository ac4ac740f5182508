"""Subscription: what a channel wants of the meetings that nobody asks for one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

SKIPPED = ("1:1", "HR", "interview", "performance", "confidential")
"""What nobody wants to see charted in a channel by surprise."""
LEAST_MINUTES = 5
"""Shorter recordings are mostly someone trying the button."""

_SPELLINGS: Mapping[str, str] = {"1:1": r"1\s*[:x∶-]\s*1|1\s*on\s*1|one[\s-]*(on|to)[\s-]*one"}
"""Words that people write in more than one way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What one channel wants of the meetings recorded in Zoom.

    `host` is an e-mail address, or "@" and a domain; `title` has to stand in the meeting's title.
    An empty one takes every meeting. Titles with a word of `skip` are left alone, and so are
    meetings under `least_minutes`. With `review` the subscriber is asked before the channel sees
    anything.
    """

    team: str
    channel: str
    subscriber: str
    host: str = ""
    title: str = ""
    skip: tuple[str, ...] = SKIPPED
    least_minutes: int = LEAST_MINUTES
    review: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingInfo:
    """What is known of a meeting before anyone has listened to it; `host` is an e-mail address."""

    title: str
    host: str
    minutes: int


def matches(subscription: Subscription, meeting: MeetingInfo) -> bool:
    """Whether the channel wants this meeting."""
    return (
        _is_hosted(meeting.host.lower(), subscription.host.lower())
        and subscription.title.lower() in meeting.title.lower()
        and meeting.minutes >= subscription.least_minutes
        and not any(_stands_in(meeting.title, word) for word in subscription.skip)
    )


def _is_hosted(host: str, wanted: str) -> bool:
    return host.endswith(wanted) if wanted.startswith("@") else wanted in {"", host}


def _stands_in(title: str, word: str) -> bool:
    """As a word of its own, or as its plural: HR is not in "chrome"."""
    form = _SPELLINGS.get(word, re.escape(word))
    return re.search(rf"(?<!\w)({form})s?(?!\w)", title, re.IGNORECASE) is not None
