"""Which meetings a subscription takes."""

from __future__ import annotations

from typing import Any

import pytest
from redis import Redis
from redis.connection import ConnectionPool

from workers.domain.errors import Unavailable
from workers.domain.subscription import MeetingInfo, Subscription, matches
from workers.store.leaving import forget_team_fields
from workers.store.subscriptions import Subscriptions


def a_subscription(**known: Any) -> Subscription:
    return Subscription(**{"team": "T1", "channel": "C1", "subscriber": "U1"} | known)


def a_meeting(title: str = "Weekly sync", **known: Any) -> MeetingInfo:
    given: dict[str, Any] = {"title": title, "host": "Ana@example.com", "minutes": 30}
    return MeetingInfo(**given | known)


@pytest.mark.parametrize(
    ("known", "meeting", "expected"),
    [
        ({}, a_meeting(), True),
        ({}, a_meeting(minutes=5), True),
        ({}, a_meeting(minutes=4), False),
        ({"least_minutes": 0}, a_meeting(minutes=0), True),
        ({"host": "ana@Example.com"}, a_meeting(), True),
        ({"host": "na@example.com"}, a_meeting(), False),
        ({"host": "@example.com"}, a_meeting(), True),
        ({"host": "@ample.com"}, a_meeting(), False),
        ({"host": "ana@example.com"}, a_meeting(host=""), False),
        ({"title": "SYNC"}, a_meeting(), True),
        ({"title": "retro"}, a_meeting(), False),
        ({"skip": ("sync",)}, a_meeting(), False),
        ({"skip": ("syn", "a.b")}, a_meeting("Weekly sync aXb"), True),
        ({"skip": ()}, a_meeting("1:1 confidential HR interview"), True),
    ],
)
def test_what_is_wanted(known: dict[str, Any], meeting: MeetingInfo, expected: bool) -> None:
    assert matches(a_subscription(**known), meeting) is expected


@pytest.mark.parametrize(
    "title",
    [
        *("1:1 Ana/Ben", "Ana 1-1 Ben", "1on1", "Ana & Ben 1 on 1", "one-on-one", "Our 1:1s"),
        *("HR", "hr: benefits", "Board/HR", "Interview with Cy", "interviews", "CONFIDENTIAL sync"),
        "Performance review",
    ],
)
def test_what_nobody_wants_to_see_by_surprise_is_skipped(title: str) -> None:
    assert not matches(a_subscription(), a_meeting(title))


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Chrome planning",
        "Score 21:1",
        "Score 1:12",
        "Performant code",
        "Interviewing",
        "11:15 call",
    ],
)
def test_words_are_matched_whole(title: str) -> None:
    assert matches(a_subscription(), a_meeting(title))


def test_a_channel_has_one_at_most(redis: Redis) -> None:
    store = Subscriptions(redis)
    store.save(a_subscription(title="old"))
    store.save(a_subscription(title="new"))
    store.save(a_subscription(team="T2"))

    assert store.all() == [a_subscription(title="new"), a_subscription(team="T2")]
    assert (store.end("T1", "C1"), store.end("T1", "C1")) == (True, False)


def test_a_removed_app_leaves_none(redis: Redis) -> None:
    store = Subscriptions(redis)
    for team in ("T1", "T2"):
        store.save(a_subscription(team=team))

    forget_team_fields(redis, "T1")

    assert store.all() == [a_subscription(team="T2")]


def test_redis_out_of_reach_is_unavailable() -> None:
    nowhere = Redis(connection_pool=ConnectionPool(host="127.0.0.1", port=1))
    with pytest.raises(Unavailable):
        Subscriptions(nowhere).all()
