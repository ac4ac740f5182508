"""Wire: one HTTP exchange with an engine elsewhere, and what its answer means for whoever asked.

Unavailable
├── NotDone           it is certain that nothing came of it
│   ├── Unreachable   nobody answers at that address; nothing was sent
│   └── Busy          429: the account has as many unfinished jobs as its plan allows
└── Unanswered        something was sent and the outcome is unknown
Refused
└── Rejected      4xx: asked in this way, it will never work
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from ssl import SSLCertVerificationError
from typing import IO, Any, NamedTuple

import requests
from requests.auth import AuthBase
from urllib3.exceptions import NewConnectionError

from workers.domain.errors import Refused, Unavailable, Why
from workers.domain.slack_error import read_pause

_CONNECT_S = 10
_BUSY_PAUSE_S = 20
_LONGEST_PAUSE_S = 300
_SAID_AT_MOST = 200
_NEVER_LEFT = (
    requests.exceptions.ConnectTimeout,
    requests.exceptions.ProxyError,
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidSchema,
    requests.exceptions.MissingSchema,
)


@dataclass(frozen=True, slots=True)
class Service:
    """An API: `name` for the log, `title` for people, and where it is."""

    name: str
    title: str
    base_url: str


class NotDone(Unavailable):
    """Nothing was carried out: it may be asked again without looking first."""


class Unreachable(NotDone):
    """Nobody answers at the base URL; nothing was sent."""


class Busy(NotDone):
    """The account's limit of unfinished jobs is reached; nothing was started."""


class Unanswered(Unavailable):
    """The request may or may not have been carried out."""


class Rejected(Refused):
    """The API will never do this as asked; `status` is the HTTP status, `body` its decoded JSON.

    A `message` in it is shown to people; engines whose messages hold links take their own words.
    """

    def __init__(self, service: Service, answer: ApiAnswer) -> None:
        said = _said(answer.body) or f"HTTP {answer.status}"
        super().__init__(Why.ENGINE_REJECTED, engine=service.title, said=said)
        self.status = answer.status
        self.body = answer.body


class SignedBy(AuthBase):
    """Signs a request. An auth object, as a bare header would lose against a ~/.netrc entry."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request: `query` values are spelled as the API wants them; a list repeats its key."""

    method: str
    path: str
    query: Mapping[str, str | list[str]] = field(default_factory=dict)
    body: Mapping[str, Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    answer_s: float = 30
    """How long the API may be silent before the outcome counts as unknown."""


class ApiAnswer(NamedTuple):
    """Status and decoded JSON body (None where there is no JSON)."""

    status: int
    body: Any
    retry_after: timedelta | None


def send_call(
    http: requests.Session,
    service: Service,
    call: Call,
    *,
    auth: AuthBase | None = None,
    upload: IO[bytes] | None = None,
) -> ApiAnswer:
    """Send `call`. Redirects are not followed: they would carry the token to another host.

    Raises `Unreachable` or `Unanswered` where no whole answer came.
    """
    try:
        response = http.request(
            call.method,
            service.base_url.rstrip("/") + call.path,
            params=call.query,
            json=call.body,
            data=upload,
            headers=dict(call.headers),
            auth=auth,
            timeout=(_CONNECT_S, call.answer_s),
            allow_redirects=False,
        )
    except requests.RequestException as error:
        if _nothing_was_sent(error):
            raise Unreachable(service.name, timedelta(seconds=5)) from error
        raise Unanswered(service.name, timedelta(seconds=5)) from error
    return ApiAnswer(response.status_code, _json(response), _retry_after(response))


def read_result(answer: ApiAnswer, service: Service) -> Any:
    """The JSON body of a success; raises `Busy`, `Unanswered` or `Rejected` for the rest."""
    if answer.status == 204:
        return {}
    if 200 <= answer.status < 300 and answer.body is not None:
        return answer.body
    if answer.status == 429:
        raise Busy(service.name, answer.retry_after or timedelta(seconds=_BUSY_PAUSE_S))
    if answer.status < 300 or answer.status >= 500 or answer.status in (408, 425):
        pause = answer.retry_after or timedelta(seconds=5)
        raise Unanswered(service.name, pause, detail=f"HTTP {answer.status}")
    raise Rejected(service, answer)


def _nothing_was_sent(error: requests.RequestException) -> bool:
    if isinstance(error, _NEVER_LEFT):
        return True
    cause = error.args[0] if error.args else None
    reason = getattr(cause, "reason", None)
    if isinstance(error, requests.exceptions.SSLError):
        return isinstance(getattr(reason, "args", (None,))[0], SSLCertVerificationError)
    return isinstance(reason, NewConnectionError)


def _json(response: requests.Response) -> Any:
    try:
        return response.json()
    except ValueError:  # a gateway's HTML page, or nothing
        return None


def _retry_after(response: requests.Response) -> timedelta | None:
    given = response.headers.get("Retry-After", "")
    pause = read_pause(given, timedelta())
    return min(pause, timedelta(seconds=_LONGEST_PAUSE_S)) if pause else None


def _said(body: object) -> str:
    message = body.get("message") if isinstance(body, dict) else None
    return message.strip()[:_SAID_AT_MOST] if isinstance(message, str) else ""
