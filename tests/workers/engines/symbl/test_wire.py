"""Wire: what an answer, or none, means."""

from __future__ import annotations

import socket
from datetime import timedelta

import pytest
import requests

from tests.standins.symbl import SymblStandIn
from workers.domain.errors import AnalysisError
from workers.engines.outside.wire import (
    ApiAnswer,
    Busy,
    Call,
    Rejected,
    Service,
    SignedBy,
    Unanswered,
    Unreachable,
    read_result,
    send_call,
)

GET = Call(method="GET", path="/v1/conversations")


def at(base_url: str) -> Service:
    return Service("symbl", "Symbl", base_url)


SERVICE = at("http://symbl.invalid")


@pytest.mark.parametrize(
    ("status", "body", "family"),
    [
        (429, {"statusCode": 429}, Busy),
        (500, {"message": "oops"}, Unanswered),
        (502, None, Unanswered),
        (504, None, Unanswered),
        (408, None, Unanswered),
        (200, None, Unanswered),
        (302, None, Rejected),
        (400, {"message": '"url" is required'}, Rejected),
        (403, [], Rejected),
        (404, {"code": 1, "url": "x"}, Rejected),
    ],
)
def test_what_an_answer_means(status: int, body: object, family: type[AnalysisError]) -> None:
    with pytest.raises(family):
        read_result(ApiAnswer(status, body, None), SERVICE)


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [(200, {}, {}), (201, {"a": 1}, {"a": 1}), (200, [], []), (204, None, {})],
)
def test_what_is_a_success(status: int, body: object, told: object) -> None:
    assert read_result(ApiAnswer(status, body, None), SERVICE) == told


def test_what_the_api_said_is_kept_within_bounds() -> None:
    with pytest.raises(Rejected) as rejected:
        read_result(ApiAnswer(400, {"message": " x" * 500}, None), SERVICE)
    assert len(str(rejected.value.details["said"])) == 200
    with pytest.raises(Rejected) as rejected:
        read_result(ApiAnswer(405, None, None), SERVICE)
    assert rejected.value.details["said"] == "HTTP 405"


def test_a_name_that_does_not_exist_is_unreachable(http: requests.Session) -> None:
    with pytest.raises(Unreachable):
        send_call(http, at("http://symbl.invalid"), GET)


@pytest.mark.parametrize("base_url", ["", "nonsense", "ftp://127.0.0.1", "http://127.0.0.1:9"])
def test_an_address_where_nobody_is(http: requests.Session, base_url: str) -> None:
    with pytest.raises(Unreachable):
        send_call(http, at(base_url), GET)


def test_a_connection_that_breaks_or_stays_silent_is_an_unknown_outcome(
    http: requests.Session,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(Unanswered):
            send_call(http, at(url), Call(method="GET", path="/", answer_s=0.2))


def test_a_redirect_is_not_followed_with_our_token(
    symbl: SymblStandIn, http: requests.Session
) -> None:
    token = _token(symbl, http)
    symbl.knobs.moved_to = f"{symbl.url}/elsewhere"
    assert send_call(http, at(symbl.url), GET, auth=SignedBy(token)).status == 302
    assert symbl.calls[-1].path == GET.path


def test_retry_after_is_taken_in_seconds_and_within_bounds(
    symbl: SymblStandIn, http: requests.Session
) -> None:
    symbl.knobs.concurrency = 0
    body = {"url": "https://a.example.org/b.mp3"}
    submit = Call(method="POST", path="/v1/process/audio/url", body=body)
    for told, expected in {"7": 7, "9999": 300, "0": 1, "soon": None}.items():
        symbl.knobs.retry_after = told
        answer = send_call(http, at(symbl.url), submit, auth=SignedBy(_token(symbl, http)))
        assert answer.status == 429
        assert answer.retry_after == (expected and timedelta(seconds=expected))


def _token(symbl: SymblStandIn, http: requests.Session) -> str:
    body = {"type": "application", "appId": symbl.app_id, "appSecret": symbl.app_secret}
    call = Call(method="POST", path="/oauth2/token:generate", body=body)
    return str(send_call(http, at(symbl.url), call).body["accessToken"])
