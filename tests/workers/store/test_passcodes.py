"""A passcode is there for minutes, for the workers that are there, and can be read nowhere else."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from redis import Redis

from workers.domain.errors import Refused, Unavailable, Why
from workers.processes import redis_server
from workers.store import passcodes as passcodes_module
from workers.store.deletions import rewrite_after_deletions
from workers.store.passcodes import KEPT_FOR, Opener, Passcodes

ENTERED = "Grüße 7! or a longer one"


@pytest.fixture
def ours(redis: Redis) -> Passcodes:
    """The workers', who have said that they are there."""
    passcodes = Passcodes(redis, Opener())
    passcodes.announce()
    return passcodes


def test_a_passcode_is_kept_for_minutes_and_forgotten_when_told(
    redis: Redis, ours: Passcodes
) -> None:
    bot = Passcodes(redis)
    assert ours.read("a1") is None
    bot.keep("a1", "wrong")
    bot.keep("a1", ENTERED)
    assert (ours.read("a1"), ours.read("a2")) == (ENTERED, None)
    (key,) = redis.keys("*passcode*")
    assert 0 < redis.ttl(key) <= KEPT_FOR.total_seconds()
    ours.forget("a1")
    assert ours.read("a1") is None
    assert rewrite_after_deletions(redis), "what it was sealed as is to leave the disk, too"


def test_workers_of_every_machine_can_open_it(redis: Redis, ours: Passcodes) -> None:
    elsewhere = Passcodes(redis, Opener())
    elsewhere.announce()
    Passcodes(redis).keep("a1", ENTERED)
    assert (ours.read("a1"), elsewhere.read("a1")) == (ENTERED, ENTERED)


def test_a_fork_opens_what_its_parent_has_the_key_of(redis: Redis) -> None:
    opener = Opener()
    Passcodes(redis, opener).announce()
    Passcodes(redis).keep("a1", ENTERED)
    box = redis.hget("undertone:passcodes:a1", opener.name)
    assert isinstance(box, bytes)
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe()
    child = fork.Process(target=_open_in_fork, args=(opener, box, there))
    child.start()
    assert here.recv() == ENTERED
    child.join()


def _open_in_fork(opener: Opener, box: bytes, pipe: Connection) -> None:
    pipe.send(opener.open(box, "a1"))


def test_after_a_restart_it_is_asked_for_anew(redis: Redis, ours: Passcodes) -> None:
    Passcodes(redis).keep("a1", ENTERED)
    restarted = Passcodes(redis, Opener())
    with pytest.raises(Refused) as refused:
        restarted.read("a1")
    assert refused.value.why is Why.PASSCODE_LOST
    assert restarted.read("a1") is None, "the lost one is in nobody's way"
    assert ours.read("a1") is None


def test_what_was_sealed_for_another_analysis_opens_nothing(redis: Redis, ours: Passcodes) -> None:
    Passcodes(redis).keep("a1", ENTERED)
    redis.rename("undertone:passcodes:a1", "undertone:passcodes:a2")
    with pytest.raises(Refused):
        ours.read("a2")


def test_with_no_workers_there_nothing_is_taken(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot, workers = Passcodes(redis), Passcodes(redis, Opener())
    with pytest.raises(Unavailable):
        bot.keep("a1", ENTERED)
    workers.announce()
    workers.withdraw()
    with pytest.raises(Unavailable):
        bot.keep("a1", ENTERED)
    monkeypatch.setattr(passcodes_module, "ANNOUNCED_FOR", passcodes_module.ANNOUNCED_FOR * 0)
    workers.announce()
    with pytest.raises(Unavailable):
        bot.keep("a1", ENTERED)
    assert redis.keys("*passcode*") == []


def test_it_is_nowhere_on_disk_or_in_redis(tmp_path: Path) -> None:
    with redis_server.connect_redis(None, tmp_path) as home, home.client() as redis:
        workers = Passcodes(redis, Opener())
        workers.announce()
        Passcodes(redis).keep("a1", ENTERED)
        assert workers.read("a1") == ENTERED
        redis.set("for-the-search", "a control")
        assert _stands_on_disk(tmp_path, b"a control"), "the search can see"
        for words in (ENTERED.encode(), b"longer one", repr(workers._opener).encode()):
            assert not _stands_on_disk(tmp_path, words)
            assert not any(words in value for value in redis.hvals("undertone:passcodes:a1"))


def _stands_on_disk(folder: Path, words: bytes) -> bool:
    return any(words in each.read_bytes() for each in folder.rglob("*") if each.is_file())
