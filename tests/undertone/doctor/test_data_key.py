"""What the doctor says of the key: whether there is one, and whether it opens what is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from redis import Redis

from tests.standins.slack import SlackStandIn
from tests.undertone.doctor.conftest import Look
from tests.undertone.doctor.test_doctor import find
from tests.workers.analyses import a_meeting, an_analysis
from undertone.doctor.finding import Verdict
from workers.processes.redis_server import RedisHome
from workers.store import sealing
from workers.store.lease import Queue
from workers.store.ledger import Ledger

RIGHT, NOTE, WRONG = Verdict.RIGHT, Verdict.NOTE, Verdict.WRONG
OLD, NEW = sealing.make_key(), sealing.make_key()


def keep_one(redis: Redis, *keys: str) -> None:
    """Two sealed values: a record, and its words."""
    sealing.use_keys(keys)
    ledger, analysis = Ledger(redis), an_analysis()
    ledger.accept(analysis, analysis.id)
    claim = ledger.claim(analysis.id)
    assert claim is not None
    ledger.wait(claim, analysis, timedelta(), Queue.PIPELINE, a_meeting())


def test_without_one_it_is_told(look: Look) -> None:
    assert find(look(), "lies in Redis as it is: set DATA_KEY") is NOTE


def test_one_that_is_none(look: Look) -> None:
    findings = look(DATA_KEY="a-secret-slip")
    assert find(findings, "DATA_KEY is no key") is WRONG
    assert not any("a-secret-slip" in text for text in findings)


def test_with_one_all_is_well(look: Look, redis: Redis, redis_server: RedisHome) -> None:
    keep_one(redis, NEW)
    findings = look(DATA_KEY=NEW, REDIS_URL=redis_server.url)
    assert find(findings, "what Redis keeps is encrypted (DATA_KEY: one key that writes)") is RIGHT
    assert not any("records in Redis" in text for text in findings)
    assert not any(NEW in text for text in findings)


def test_what_an_older_key_has_sealed(look: Look, redis: Redis, redis_server: RedisHome) -> None:
    keep_one(redis)
    keep_one(redis, OLD)
    findings = look(DATA_KEY=f"{NEW},{OLD}", REDIS_URL=redis_server.url)
    assert find(findings, "4 records in Redis are not under the first key") is NOTE
    assert find(findings, "one key that writes, and 1 more that can read") is RIGHT


@pytest.mark.parametrize(("keys", "verdict"), [(NEW, NOTE), ("", WRONG)])
def test_what_cannot_be_opened(
    look: Look, redis: Redis, redis_server: RedisHome, keys: str, verdict: Verdict
) -> None:
    keep_one(redis, OLD)
    findings = look(DATA_KEY=keys, REDIS_URL=redis_server.url)
    told = "2 records in Redis are encrypted with a key that is not in DATA_KEY"
    assert find(findings, told) is verdict


def test_an_organisation_needs_one(look: Look, slack: SlackStandIn) -> None:
    slack.organisation = True
    assert find(look(), "serves all workspaces of an organisation") is WRONG
    assert not any("serves all" in text for text in look(DATA_KEY=NEW))
