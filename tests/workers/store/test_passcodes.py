"""A passcode is there for minutes, and only for those who know the analysis."""

from __future__ import annotations

from redis import Redis

from workers.store.passcodes import KEPT_FOR, Passcodes


def test_a_passcode_is_kept_for_minutes_and_forgotten_when_told(redis: Redis) -> None:
    passcodes = Passcodes(redis)
    assert passcodes.read("a1") is None
    passcodes.keep("a1", "Grüße 7!")
    assert (passcodes.read("a1"), passcodes.read("a2")) == ("Grüße 7!", None)
    (key,) = redis.keys("*passcode*")
    assert 0 < redis.ttl(key) <= KEPT_FOR.total_seconds()
    passcodes.forget("a1")
    assert passcodes.read("a1") is None
