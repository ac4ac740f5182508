"""What a failed exchange means: one of the three families, never the URL's text.

Links carry tokens in their queries, and the exceptions below `requests` quote whole URLs. What is
raised instead has a cause that names the kind of trouble and the host only.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import requests
from requests.exceptions import InvalidHeader, InvalidSchema, InvalidURL, MissingSchema, SSLError
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3.exceptions import HTTPError

from workers.domain.errors import AnalysisError, Refused, Unavailable, Why
from workers.domain.slack_error import read_pause
from workers.web.presigned import has_lapsed

MALFORMED = (InvalidURL, InvalidSchema, MissingSchema, InvalidHeader, ValueError)
NEVER_RESOLVES = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
PASSING = frozenset({408, 425, 429})
LONGEST_WAIT = timedelta(minutes=15)


class Trouble(Exception):
    """What went wrong below, without the URL: a cause to chain to, never raised by itself."""

    def __init__(self, error: BaseException, host: str) -> None:
        super().__init__(f"{type(error).__name__} at {host}")


def judge_error(error: Exception, host: str) -> AnalysisError:
    """The family that an exception from below belongs to; raise it `from Trouble(error, host)`."""
    if isinstance(error, InvalidIPAddress):
        return Refused(Why.LINK_PRIVATE, host=host)
    if isinstance(error, SSLError):
        return Refused(Why.LINK_UNTRUSTED, host=host)
    if isinstance(error, MALFORMED):
        return Refused(Why.LINK_MALFORMED)
    if any(
        isinstance(cause, socket.gaierror) and cause.errno in NEVER_RESOLVES
        for cause in _causes(error)
    ):
        return Refused(Why.LINK_UNREACHABLE, host=host)
    return Unavailable(host)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def check_status(response: requests.Response, link: str, host: str) -> None:
    """Raise what a status of 400 or more means; `link` is what the person pasted."""
    status = response.status_code
    if status < 400:
        return
    if status >= 500 or status in PASSING:
        raise Unavailable(host, _wait(response), detail=f"HTTP {status}")
    if status in {404, 410}:
        raise Refused(Why.LINK_NOT_FOUND, host=host)
    if status == 416:
        raise Refused(Why.EMPTY)
    if has_lapsed(link, _excerpt(response)):
        raise Refused(Why.LINK_EXPIRED, host=host)
    if status in {401, 402, 403, 407, 451}:
        raise Refused(Why.LINK_FORBIDDEN, host=host)
    raise Refused(Why.LINK_UNREACHABLE, host=host, status=status)


def _excerpt(response: requests.Response) -> str:
    try:
        return response.raw.read1(2048).decode("latin-1")
    except (OSError, HTTPError):
        return ""


def _wait(response: requests.Response) -> timedelta:
    wanted = response.headers.get("Retry-After", "")
    if pause := read_pause(wanted, timedelta(), LONGEST_WAIT):
        return pause
    try:
        until = parsedate_to_datetime(wanted)
    except ValueError:
        return timedelta(seconds=10)
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(until - datetime.now(UTC), timedelta(seconds=1)), LONGEST_WAIT)
