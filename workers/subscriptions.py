"""Subscriptions: channels that get a chart of meetings without anyone asking each time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import msgspec
from redis import Redis

from workers.redis_answers import redis_answers

SKIPPED = ("1:1", "HR", "interview", "performance", "confidential")
"""What nobody wants to see charted in a channel by surprise."""
LEAST_MINUTES = 5
"""Shorter recordings are mostly someone trying the button."""

_SUBSCRIPTIONS = "undertone:subscriptions:zoom"
_CALLED = "undertone:called:zoom"
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


class Subscriptions:
    """All of them, in one Redis hash; a channel has one at most. Every method raises Unavailable
    where Redis cannot be reached."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def save(self, subscription: Subscription) -> None:
        """In the place of what the channel had."""
        field = _field(subscription.team, subscription.channel)
        with redis_answers():
            self._redis.hset(_SUBSCRIPTIONS, field, cast(str, msgspec.json.encode(subscription)))

    def end(self, team: str, channel: str) -> bool:
        """False where there was none."""
        with redis_answers():
            return bool(self._redis.hdel(_SUBSCRIPTIONS, _field(team, channel)))

    def all(self) -> list[Subscription]:
        """Sorted by team and channel."""
        with redis_answers():
            stored = cast(dict[bytes, bytes], self._redis.hgetall(_SUBSCRIPTIONS))
        return [msgspec.json.decode(stored[field], type=Subscription) for field in sorted(stored)]

    def forget_team(self, team: str) -> None:
        """The app was removed from the workspace."""
        for subscription in self.all():
            if subscription.team == team:
                self.end(team, subscription.channel)

    def note_call(self) -> None:
        """Zoom has called: whoever runs the bot has set it up."""
        with redis_answers():
            self._redis.set(_CALLED, b"1")

    def zoom_has_called(self) -> bool:
        """Whether Zoom has ever called with a signature that is its own."""
        with redis_answers():
            return bool(self._redis.exists(_CALLED))


def _field(team: str, channel: str) -> str:
    return f"{team}:{channel}"


def _is_hosted(host: str, wanted: str) -> bool:
    return host.endswith(wanted) if wanted.startswith("@") else wanted in {"", host}


def _stands_in(title: str, word: str) -> bool:
    """As a word of its own, or as its plural: HR is not in "chrome"."""
    form = _SPELLINGS.get(word, re.escape(word))
    return re.search(rf"(?<!\w)({form})s?(?!\w)", title, re.IGNORECASE) is not None
