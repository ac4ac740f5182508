"""One token for all workers."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from redis import Redis

from tests.standins.symbl import SymblStandIn
from tests.workers.engines.notebook import Notebook
from workers.domain.errors import Refused, Unavailable, Why
from workers.domain.recording import Recording
from workers.domain.submission import Brief
from workers.engines.outside.wire import Service
from workers.engines.symbl.credentials import Credentials
from workers.engines.symbl.engine import SymblEngine
from workers.engines.symbl.token import Tokens


@pytest.fixture
def tokens(symbl: SymblStandIn, redis: Redis, http: requests.Session) -> Tokens:
    return _tokens(symbl, redis, http)


def test_workers_share_one_token(symbl: SymblStandIn, redis: Redis, tokens: Tokens) -> None:
    with requests.Session() as elsewhere:
        assert _tokens(symbl, redis, elsewhere).current() == tokens.current()
    assert symbl.tokens_issued == 1


def test_one_worker_at_a_time_asks_for_it(symbl: SymblStandIn, redis: Redis) -> None:
    symbl.knobs.answer_s = 0.3
    start = threading.Barrier(8)

    def ask(_: int) -> str:
        with requests.Session() as http:
            start.wait(5)
            try:
                return _tokens(symbl, redis, http).current()
            except Unavailable:
                return "later"

    with ThreadPoolExecutor(8) as workers:
        told = list(workers.map(ask, range(8)))
    assert sorted(told) == ["later"] * 7 + ["token-1"]
    assert symbl.tokens_issued == 1


def test_it_is_renewed_before_it_ends(symbl: SymblStandIn, redis: Redis, tokens: Tokens) -> None:
    symbl.knobs.token_life_s = 1000
    tokens.current()
    (key,) = redis.scan_iter("*:token")
    assert redis.pttl(key) > 900_000
    redis.pexpire(key, 100_000)
    symbl.revoke_token()
    assert tokens.current() == "token-2"


def test_while_one_renews_the_others_use_the_old_one(redis: Redis, tokens: Tokens) -> None:
    assert tokens.current() == "token-1"
    (key,) = redis.scan_iter("*:token")
    redis.pexpire(key, 100_000)
    with redis.lock(f"{key.decode()}:lock", timeout=10):
        assert tokens.current() == "token-1"


def test_near_its_end_it_is_not_asked_for_on_every_call(
    symbl: SymblStandIn, tokens: Tokens
) -> None:
    symbl.knobs.token_life_s = 60
    for _ in range(20):
        tokens.current()
    assert symbl.tokens_issued == 1


def test_a_revoked_token_is_replaced_once(
    symbl: SymblStandIn, engine: SymblEngine, link: Recording, brief: Brief, progress: Notebook
) -> None:
    submission = engine.submit(link, brief, progress)
    symbl.revoke_token()
    assert engine.status(submission).done
    assert [call.status for call in symbl.calls[-3:]] == [401, 200, 200]


def test_an_upload_is_repeated_whole_after_a_revoked_token(
    symbl: SymblStandIn, engine: SymblEngine, recording: Recording, brief: Brief, progress: Notebook
) -> None:
    engine.submit(recording, Brief(name="undertone-2f"), Notebook())
    symbl.revoke_token()
    engine.submit(recording, brief, progress)
    assert [call.status for call in symbl.submits] == [201, 401, 201]
    assert symbl.submits[-1].upload == symbl.submits[0].upload


def test_a_token_that_is_never_accepted_is_the_operators_affair(
    symbl: SymblStandIn, engine: SymblEngine, link: Recording, brief: Brief, progress: Notebook
) -> None:
    symbl.knobs.token_life_s = 0.0
    with pytest.raises(Refused) as refused:
        engine.submit(link, brief, progress)
    assert refused.value.why is Why.ENGINE_CREDENTIALS
    assert len(symbl.submits) == 2


def test_only_the_token_that_was_rejected_is_dropped(tokens: Tokens, redis: Redis) -> None:
    token = tokens.current()
    tokens.rejected("an-older-one")
    assert list(redis.scan_iter("*:token"))
    tokens.rejected(token)
    assert not list(redis.scan_iter("*:token"))


def test_no_token_because_of_a_gateway_means_that_nothing_was_begun(
    symbl: SymblStandIn, engine: SymblEngine, link: Recording, brief: Brief, progress: Notebook
) -> None:
    symbl.knobs.gateway_errors, symbl.knobs.gateway_path = 1, "/oauth2"
    with pytest.raises(Unavailable):
        engine.submit(link, brief, progress)
    assert not progress.saved
    engine.submit(link, brief, progress)
    assert len(symbl.submits) == 1


def _tokens(symbl: SymblStandIn, redis: Redis, http: requests.Session) -> Tokens:
    known = Credentials(symbl.app_id, symbl.app_secret)
    return Tokens(http, Service("symbl", "Symbl", symbl.url), known, redis, "undertone:symbl:test")
