"""Links to captions in Redis, and what happens to them when two things come at once."""

from __future__ import annotations

from collections import UserList
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from redis import Redis

from workers.domain.captions_link import CaptionsLink
from workers.domain.thread import Thread
from workers.store.late_captions import KEPT_FOR, LateCaptions

THREAD = Thread("T1", "C1")
OCCASION = "zoom:1"
BEGAN = datetime(2026, 5, 4, 9, 0, 12, tzinfo=UTC)
LINK = CaptionsLink(link="https://zoom.us/rec/2", token="t", began=BEGAN, came_at=BEGAN)


def keys(redis: Redis) -> list[bytes]:
    return list(redis.scan_iter("undertone:captions:*"))


def test_the_first_note_says_how_long_all_are_kept(redis: Redis) -> None:
    kept = LateCaptions(redis)
    kept.keep(THREAD, OCCASION, [LINK])
    (key,) = keys(redis)
    assert redis.ttl(key) == pytest.approx(KEPT_FOR.total_seconds(), abs=5)
    redis.expire(key, 60)
    kept.keep(THREAD, OCCASION, [replace(LINK, link="https://zoom.us/rec/3")])
    assert redis.hlen(key) == 2
    assert redis.ttl(key) <= 60, "told again, it does not live longer"


def test_what_is_noted_stays_as_it_is(redis: Redis) -> None:
    kept = LateCaptions(redis)
    kept.keep(THREAD, OCCASION, [LINK])
    kept.keep(THREAD, OCCASION, [replace(LINK, came_at=BEGAN + timedelta(hours=1))])
    assert kept.find(THREAD, OCCASION, BEGAN) == LINK
    assert kept.find(Thread("T1", "C2"), OCCASION, BEGAN) is None


def test_a_part_whose_beginning_is_not_known_fits(redis: Redis) -> None:
    kept = LateCaptions(redis)
    kept.keep(THREAD, OCCASION, [LINK])
    assert kept.find(THREAD, OCCASION, None) == LINK
    assert kept.find(THREAD, OCCASION, BEGAN + timedelta(minutes=1)) is None


def test_nothing_is_noted_of_what_is_deleted_at_that_very_moment(redis: Redis) -> None:
    class Slow(UserList[CaptionsLink]):
        """Links that take so long that someone deletes the recording meanwhile."""

        def __iter__(self) -> Iterator[CaptionsLink]:
            LateCaptions(redis).forget(THREAD, OCCASION)
            return super().__iter__()

    LateCaptions(redis).keep(THREAD, OCCASION, Slow([LINK]))
    assert [redis.type(key) for key in keys(redis)] == [b"string"], "only the mark"
