"""With keys, Redis keeps nothing that can be read; without the right one, nobody is in the way."""

from __future__ import annotations

import ast
import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from redis import Redis

from tests.workers.analyses import a_meeting, an_analysis, an_ask
from workers.domain.captions_link import CaptionsLink
from workers.domain.channel import ChannelSettings
from workers.domain.errors import Refused, Why
from workers.domain.opened_home import OpenedHome
from workers.domain.review import Review
from workers.domain.subscription import Subscription
from workers.domain.thread import Thread
from workers.store import sealing
from workers.store.aside import put_aside
from workers.store.channels import CLOSED, Channels
from workers.store.finished_parts import Saved
from workers.store.homes import Homes
from workers.store.late_captions import LateCaptions
from workers.store.lease import Queue
from workers.store.ledger import Ledger
from workers.store.reviews import Reviews
from workers.store.sealing import SEAL, KeyGone, seal, unseal
from workers.store.subscriptions import Subscriptions
from workers.store.unreadable import Unreadable

ROOT = Path(__file__).parents[3]
OLD, NEW, OTHER = sealing.make_key(), sealing.make_key(), sealing.make_key()
WORDS = b"a wombat in the boardroom"
HASHED = "workers/engines/symbl/settled.py"
"""Keeps only a digest of what it encodes."""


def test_without_a_key_nothing_is_sealed() -> None:
    sealing.use_keys([])
    assert seal(WORDS) == WORDS
    assert unseal(WORDS) == WORDS


def test_the_first_key_seals_and_all_of_them_open() -> None:
    sealing.use_keys([OLD])
    before = seal(WORDS)
    sealing.use_keys([NEW, OLD])
    after = seal(WORDS)
    assert (unseal(before), unseal(after), unseal(WORDS)) == (WORDS, WORDS, WORDS)
    assert not any(b"wombat" in kept for kept in (before, after))
    sealing.use_keys([NEW])
    assert unseal(after) == WORDS
    with pytest.raises(KeyGone):
        unseal(before)
    sealing.use_keys([])
    with pytest.raises(KeyGone):
        unseal(after)


@pytest.mark.parametrize(
    "damaged", [SEAL, SEAL + b"gAAAAA", SEAL + b"\xff\xfe", SEAL + b"gAAAAA" + b"A" * 200]
)
def test_what_is_damaged_is_as_good_as_gone(damaged: bytes) -> None:
    sealing.use_keys([NEW])
    with pytest.raises(KeyGone):
        unseal(damaged)


def test_a_program_that_has_not_said_its_keys_writes_nothing(
    monkeypatch: pytest.MonkeyPatch, redis: Redis
) -> None:
    monkeypatch.setattr(sealing, "_ring", None)
    with pytest.raises(RuntimeError, match="use_keys"):
        Ledger(redis).accept(an_analysis(), "gesture")
    assert redis.keys() == []


def test_a_bad_key_is_not_shown() -> None:
    with pytest.raises(ValueError) as error:  # noqa: PT011 - of cryptography, whose words may change
        sealing.use_keys(["a-secret-that-is-no-key"])
    assert "a-secret" not in str(error.value)


def keep_one_of_each(redis: Redis) -> str:
    """Something of every kind that holds what people wrote; the analysis' id."""
    ledger, analysis, thread = Ledger(redis), an_analysis(), Thread("T1", "C1", "1.1")
    ledger.accept(analysis, "gesture")
    claim = ledger.claim(analysis.id)
    assert claim is not None
    ledger.wait(claim, analysis, timedelta(), Queue.PIPELINE, a_meeting())
    Saved(redis, analysis.id)["captions"] = b"Ana: hello"
    Channels(redis).save("T1", "C1", ChannelSettings(phrases={"wombat": "neutral"}, theme="dark"))
    Channels(redis).remember_colours("T1", "C1", {"Ana": 1})
    link = CaptionsLink(
        link="https://media.example/c", token="t0ken", began=None, came_at=datetime.now(UTC)
    )
    LateCaptions(redis).keep(thread, "meeting", [link])
    Reviews(redis).hold(Review(ask=an_ask(), opens_until=datetime.now(UTC)))
    Subscriptions(redis).save(
        Subscription(team="T1", channel="C1", subscriber="U1", title="wombat")
    )
    Homes(redis).opened("T1", "U1", OpenedHome("https://acme.example/"))
    return analysis.id


def read_all_of_it(redis: Redis, analysis_id: str) -> Sequence[object]:
    ledger, thread = Ledger(redis), Thread("T1", "C1", "1.1")
    return (
        ledger.read(analysis_id),
        Saved(redis, analysis_id).get("captions"),
        Channels(redis).settings("T1", "C1").phrases or None,
        LateCaptions(redis).find(thread, "meeting", None),
        Reviews(redis).find("T1", Review(ask=an_ask(), opens_until=datetime.now(UTC)).id),
        Subscriptions(redis).all() or None,
        Homes(redis).find("T1", "U1"),
    )


def test_what_was_kept_before_there_was_a_key_is_read(redis: Redis) -> None:
    analysis_id = keep_one_of_each(redis)
    before = read_all_of_it(redis, analysis_id)
    assert all(before)
    sealing.use_keys([NEW])
    assert read_all_of_it(redis, analysis_id) == before
    assert Ledger(redis).meeting(analysis_id) == a_meeting()
    assert Channels(redis).colours("T1", "C1", ["Ana"]) == {"Ana": 1}


def test_what_was_kept_under_an_older_key_is_read(redis: Redis) -> None:
    sealing.use_keys([OLD])
    analysis_id = keep_one_of_each(redis)
    before = read_all_of_it(redis, analysis_id)
    sealing.use_keys([NEW, OLD])
    assert read_all_of_it(redis, analysis_id) == before
    assert Channels(redis).colours("T1", "C1", ["Ana"]) == {"Ana": 1}


@pytest.mark.parametrize("keys", [[], [OTHER]])
def test_what_is_under_a_key_that_is_gone_is_passed_over(
    redis: Redis, keys: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    sealing.use_keys([OLD])
    analysis_id = keep_one_of_each(redis)
    sealing.use_keys(keys)
    with caplog.at_level(logging.ERROR):
        assert not any(read_all_of_it(redis, analysis_id))
    assert Channels(redis).settings("T1", "C1") == CLOSED, "it may have wanted as little"
    assert Channels(redis).add_phrase("T1", "C1", "wombat", "neutral")
    with pytest.raises(Refused) as refused:
        Ledger(redis).meeting(analysis_id)
    assert refused.value.why is Why.KEY_GONE
    told = caplog.text
    assert analysis_id in told
    assert not any(word in told for word in ("wombat", "gAAAAA", OLD, "acme.example", "t0ken"))


def test_a_record_without_its_key_blocks_no_team(redis: Redis) -> None:
    """It is claimed once and put aside; the ones beside it go on, and it comes back with its key
    where that is only missing for a while."""
    ledger = Ledger(redis)
    sealing.use_keys([OLD])
    lost, fine = an_analysis(), an_analysis()
    ledger.accept(lost, lost.id)
    sealing.use_keys([NEW])
    ledger.accept(fine, fine.id)
    assert ledger.read_all([lost.id, fine.id]) == [fine]
    with pytest.raises(Unreadable) as error:
        ledger.claim(lost.id)
    assert error.value.place is not None
    put_aside(redis, error.value)
    assert ledger.waiting(Queue.PIPELINE) == 1
    assert redis.ttl(f"undertone:analysis:{lost.id}") > 0
    assert ledger.claim(lost.id) is None
    sealing.use_keys([NEW, OLD])
    assert ledger.read(lost.id) == lost


def test_a_record_whose_time_is_over_goes_without_its_key(redis: Redis) -> None:
    ledger = Ledger(redis)
    sealing.use_keys([OLD])
    old = an_analysis()
    ledger.accept(old, "gesture")
    claim = ledger.claim(old.id)
    assert claim is not None
    ledger.end(claim, old, timedelta())
    sealing.use_keys([NEW])
    assert ledger.sweep() == [old.id]
    with pytest.raises(Unreadable) as error:
        ledger.claim(old.id)
    assert error.value.ended
    put_aside(redis, error.value)
    assert list(redis.scan_iter(f"*{old.id}*")) == []


def test_no_record_goes_to_redis_but_through_here() -> None:
    """Whoever has to do with Redis turns nothing into bytes by a way of their own."""
    unsealed = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "workers").rglob("*.py")
        if _imports_redis(tree := ast.parse(path.read_text())) and _encodes(tree)
    }
    assert unsealed == {HASHED}


def _imports_redis(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "redis"
        for node in ast.walk(tree)
    )


def _encodes(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.Attribute) and node.attr in {"encode", "dumps"}
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and ast.unparse(node.value) in {"json", "msgspec.json", "msgspec.msgpack", "pickle"}
    )
