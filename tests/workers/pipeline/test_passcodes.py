"""A passcode on its whole way: it opens the recording, and no disk ever has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from redis import Redis

from tests.standins.slack import SlackStandIn
from tests.standins.slack.nouns import Message
from tests.workers.pipeline.scripted import (
    ScriptedTools,
    accept,
    charts,
    front_door,
    replies,
    work,
)
from workers.domain import actions
from workers.domain.analysis import Analysis
from workers.domain.errors import Unavailable, Why
from workers.store import sealing
from workers.wording.refusals import write_refusal

PASSCODE = "Grüße-an-den-Wombat-7!"


@pytest.fixture
def locked(tools: ScriptedTools, asked: Message) -> Analysis:
    """It has asked for a passcode."""
    tools.scripted_source.locked_with = PASSCODE
    return work(tools, accept(tools, asked))


@pytest.mark.parametrize("keys", [[], [sealing.make_key()]])
def test_no_file_of_redis_has_it(
    tools: ScriptedTools,
    redis: Redis,
    slack: SlackStandIn,
    asked: Message,
    locked: Analysis,
    keys: list[str],
) -> None:
    sealing.use_keys(keys)
    for entered in ("wrong-wombat-passcode", PASSCODE):
        assert front_door(tools).changes.unlock(locked.id, entered)
        assert not stands_on_disk(redis, entered)
        assert not stands_in_redis(redis, entered)
        work(tools, locked)
        assert not stands_on_disk(redis, entered)
    assert len(charts(slack, asked)) == 1
    assert list(redis.scan_iter("*passcode*")) == []
    assert stands_on_disk(redis, locked.id), "the search can see"


def test_after_a_restart_the_thread_asks_once_more(
    tools: ScriptedTools, redis: Redis, slack: SlackStandIn, asked: Message, locked: Analysis
) -> None:
    assert front_door(tools).changes.unlock(locked.id, PASSCODE)
    tools.passcodes.withdraw()
    restarted = ScriptedTools(tools.settings, redis)
    restarted.scripted_source.locked_with = PASSCODE
    work(restarted, locked)
    (status,) = replies(slack, asked)
    assert write_refusal(Why.PASSCODE_LOST, {}) in status.text
    assert actions.PASSCODE in str(status.blocks)
    assert front_door(restarted).changes.unlock(locked.id, PASSCODE)
    work(restarted, locked)
    assert len(charts(slack, asked)) == 1


def test_without_workers_it_is_not_taken_and_nothing_changes(
    tools: ScriptedTools, locked: Analysis
) -> None:
    tools.passcodes.withdraw()
    with pytest.raises(Unavailable):
        front_door(tools).changes.unlock(locked.id, PASSCODE)
    assert tools.ledger.read(locked.id) == locked


def stands_on_disk(redis: Redis, words: str) -> bool:
    folder = Path(str(redis.config_get("dir")["dir"]))
    files = (each for each in folder.rglob("*") if each.is_file())
    return any(words.encode() in each.read_bytes() for each in files)


def stands_in_redis(redis: Redis, words: str) -> bool:
    """In any hash or string."""
    found = [str(redis.hgetall(name)) for name in redis.scan_iter(_type="HASH")]
    found += [str(redis.get(name)) for name in redis.scan_iter(_type="STRING")]
    return any(str(words.encode())[2:-1] in each for each in found)
