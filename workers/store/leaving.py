"""Leaving: what is kept of a workspace goes when the app is removed from it."""

from __future__ import annotations

from redis import Redis

from workers.store.keys import Owner, find_keys_of
from workers.store.redis_answers import translate_redis_errors

_AT_ONCE = 500


def forget_team_fields(redis: Redis, team: str) -> None:
    """Delete every field of a hash of all teams that begins with the team's id.

    This and what follows raise `Unavailable` where Redis cannot be reached; done twice, they do no
    harm.
    """
    with translate_redis_errors():
        for key in find_keys_of(Owner.TEAM_FIELDS):
            for name in redis.scan_iter(key.make("*"), count=_AT_ONCE):
                for field, _ in redis.hscan_iter(name, f"{team}:*", count=_AT_ONCE):
                    redis.hdel(name, field)


def forget_team_keys(redis: Redis, team: str) -> None:
    """Delete every key that begins with the team's id.

    Analyses have no such keys: they are forgotten one by one, since an engine may keep a copy.
    """
    with translate_redis_errors():
        for key in find_keys_of(Owner.TEAM):
            redis.delete(key.make(team))
            for name in redis.scan_iter(key.make(team, "*"), count=_AT_ONCE):
                redis.delete(name)
