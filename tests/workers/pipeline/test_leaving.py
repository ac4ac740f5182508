"""The app is removed from a workspace: nothing of it is left, and nothing of another is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, cast

import pytest
from redis import Redis

from tests.standins.slack.nouns import Message
from tests.workers.pipeline.scripted import ScriptedTools, accept, front_door, work
from workers import jobs
from workers.domain.analysis import Analysis
from workers.domain.channel import ChannelSettings
from workers.domain.opened_home import OpenedHome
from workers.store import sealing
from workers.store.homes import Homes
from workers.store.index import MOST_FOUND
from workers.store.keys import Key, Owner, find_keys_of
from workers.store.lease import Queue

TEAM, OTHER = "T1", "T10"


@pytest.fixture
def ended(tools: ScriptedTools, asked: Message) -> Analysis:
    """An analysis with a chart, asked for because Zoom had recorded a meeting."""
    analysis = accept(tools, asked)
    ask = replace(analysis.ask, occasion="zoom a meeting")
    tools.ledger.change(analysis.id, lambda each: replace(each, ask=ask), Queue.PIPELINE)
    return work(tools, analysis)


def test_nothing_of_it_is_left_under_any_key(
    tools: ScriptedTools, redis: Redis, ended: Analysis
) -> None:
    for key in find_keys_of(Owner.TEAM):
        if not redis.exists(key.make(TEAM)):
            redis.set(key.make(TEAM), f"of {TEAM}")
        redis.set(key.make(TEAM, "C1", "more"), f"of {TEAM}")
    for key in find_keys_of(Owner.TEAM_FIELDS):
        redis.hset(key.make("zoom"), f"{TEAM}:C1", f"of {TEAM}")
    tools.passcodes.keep(ended.id, "1234")
    tools.saved(ended.id)["part"] = b"words"
    Homes(redis).opened(TEAM, "U1", OpenedHome("https://example.slack.com/"))
    tools.late_captions.keep(ended.thread, "another occasion", [])

    front_door(tools).forget_team(TEAM)
    jobs.run_stages(ended.id, tools)

    assert tools.scripted_engine.told[-1] == "forget"
    assert [each for each in dump(redis) if TEAM in each or ended.id in each] == []


def test_it_is_all_there_before(redis: Redis, ended: Analysis) -> None:
    assert any(TEAM in each for each in dump(redis))
    assert any(ended.id in each for each in dump(redis))


def test_of_another_workspace_nothing_is_lost(tools: ScriptedTools, redis: Redis) -> None:
    for key in find_keys_of(Owner.TEAM):
        redis.set(key.make(OTHER), "kept")
        redis.set(key.make(OTHER, "C1"), "kept")
    tools.channels.save(OTHER, "C2", ChannelSettings(quotes=False))
    for key in find_keys_of(Owner.TEAM_FIELDS):
        redis.hset(key.make("zoom"), f"{OTHER}:C1", "kept")
    before = dump(redis)

    front_door(tools).forget_team(TEAM)

    assert dump(redis) == before


def test_however_many_analyses_it_has(tools: ScriptedTools, redis: Redis, ended: Analysis) -> None:
    later = {f"id {number}": ended.accepted_at.timestamp() + 1 for number in range(MOST_FOUND)}
    redis.zadd(Key.INDEX.make(TEAM), cast(Any, later))

    front_door(tools).forget_team(TEAM)
    jobs.run_stages(ended.id, tools)

    assert tools.ledger.read(ended.id) is None


def dump(redis: Redis) -> list[str]:
    """Each key of ours with all that it holds, as text; RQ's wake-ups carry ids for an hour."""
    names = sorted(name for name in redis.scan_iter("*") if not name.startswith(b"rq:"))
    return [f"{name!r} {_held(redis, name)}" for name in names]


def _held(redis: Redis, name: bytes) -> str:
    read: Mapping[bytes, Callable[[bytes], object]] = {
        b"string": redis.get,
        b"hash": redis.hgetall,
        b"zset": lambda key: redis.zrange(key, 0, -1),
    }
    return str(read[cast(bytes, redis.type(name))](name))


def test_thirteen_hundred_are_all_forgotten(tools: ScriptedTools, asked: Message) -> None:
    """Real records, sealed: more than anybody looks at in one go."""
    sealing.use_keys([sealing.make_key()])
    ids = [accept(tools, asked).id for _ in range(1300)]
    front_door(tools).forget_team(TEAM)
    for analysis_id in ids:
        jobs.run_stages(analysis_id, tools)
    left = [each for each in dump(tools.redis) if TEAM in each]
    assert left == []
    assert tools.ledger.read_all(ids) == []
