"""undertone key: a key to copy, and a change of keys while the others go on."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from redis import Redis

from tests.workers.store.test_sealing import keep_one_of_each, read_all_of_it
from undertone.key import run_key
from workers.processes.redis_server import RedisHome
from workers.store import resealing, sealing
from workers.store.sealing import SEAL, make_key, unseal

OLD, NEW = make_key(), make_key()


@pytest.fixture
def here(
    redis_server: RedisHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> pytest.MonkeyPatch:
    """A folder with nothing in it, and settings that lead to the test's Redis."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REDIS_URL", redis_server.url)
    return monkeypatch


def test_a_key_is_printed_that_seals(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_key([]) == 0
    key = capsys.readouterr().out.strip()
    sealing.use_keys([key])
    assert unseal(sealing.seal(b"words")) == b"words"
    assert run_key([]) == 0
    assert capsys.readouterr().out.strip() != key


def test_keys_are_changed_and_the_old_one_can_go(
    here: pytest.MonkeyPatch, redis: Redis, capsys: pytest.CaptureFixture[str]
) -> None:
    sealing.use_keys([])
    plain_id = keep_one_of_each(redis)
    before = read_all_of_it(redis, plain_id)
    lives = {name: redis.ttl(name) for name in redis.scan_iter()}
    for keys in ([OLD], [NEW, OLD]):
        here.setenv("DATA_KEY", ",".join(keys))
        assert run_key(["--renew"]) == 0
        said = capsys.readouterr().out
        assert "the older ones can go" in said
        assert not said.startswith("0 records")

    sealing.use_keys([NEW])
    assert read_all_of_it(redis, plain_id) == before
    assert all(abs(redis.ttl(name) - life) < 60 for name, life in lives.items())
    assert run_key(["--renew"]) == 0
    assert capsys.readouterr().out.startswith("0 records")


def test_what_no_key_opens_is_counted_and_left(
    here: pytest.MonkeyPatch, redis: Redis, capsys: pytest.CaptureFixture[str]
) -> None:
    sealing.use_keys([OLD])
    analysis_id = keep_one_of_each(redis)
    kept = redis.hget(f"undertone:analysis:{analysis_id}", "body")
    assert isinstance(kept, bytes)
    assert kept.startswith(SEAL)
    here.setenv("DATA_KEY", NEW)
    assert run_key(["--renew"]) == 1
    assert "under a key that DATA_KEY does not have" in capsys.readouterr().out
    assert redis.hget(f"undertone:analysis:{analysis_id}", "body") == kept


def test_what_was_written_meanwhile_stays(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker commits between the reading and the writing: its words are the newer ones."""
    sealing.use_keys([OLD])
    analysis_id = keep_one_of_each(redis)
    name = f"undertone:analysis:{analysis_id}"
    sealing.use_keys([NEW, OLD])
    newer = sealing.seal(b"committed meanwhile")
    reseal = sealing.reseal

    def reseal_late(kept: bytes) -> bytes | None:
        redis.hset(name, "body", cast(str, newer))
        return reseal(kept)

    monkeypatch.setattr(resealing, "reseal", reseal_late)
    resealing.reseal_all(redis)
    assert redis.hget(name, "body") == newer


@pytest.mark.usefixtures("here")
def test_without_a_key_there_is_nothing_to_change_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_key(["--renew"]) == 2
    assert "DATA_KEY is not set" in capsys.readouterr().err
