"""One visit to the web: hop by hop, every hop checked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util import parse_url

from workers.domain.errors import Refused, Why
from workers.domain.recording import find_name
from workers.web.deadline import Deadline
from workers.web.guard import open_guarded_session
from workers.web.hosts import Hosts
from workers.web.verdicts import Trouble, check_status, judge_error

MAX_HOPS = 5
CONNECT_S = 10.0
PAUSE_S = 20.0
"""The longest pause between two pieces of an answer."""


@dataclass(frozen=True, slots=True)
class ScopedToken:
    """A token and the only hosts that may see it."""

    token: str = field(repr=False)
    hosts: Hosts


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What to ask for, and with what."""

    link: str = field(repr=False)
    bearer: ScopedToken | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebAnswer:
    """An answer whose body has not been read; `link` is where it came from after all redirects."""

    response: requests.Response
    link: str = field(repr=False)
    redirected: bool
    private: bool

    @property
    def host(self) -> str:
        return urlsplit(self.link).hostname or ""

    @property
    def content_type(self) -> str:
        """Without parameters, in lower case; empty where the server says nothing."""
        return self.response.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    @property
    def name(self) -> str:
        """The file name that the server gives, else the one at the end of the link's path."""
        return self.given_name or _presentable(find_name(self.link))

    @property
    def given_name(self) -> str:
        """The file name that the server gives; empty where it gives none."""
        header = Message()
        header["Content-Disposition"] = self.response.headers.get("Content-Disposition", "")
        try:
            # Headers arrive as latin-1, while servers write names in UTF-8.
            given = (header.get_filename() or "").encode("latin-1").decode()
        except (UnicodeError, LookupError):
            given = header.get_filename() or ""
        return _presentable(PurePosixPath(given.replace("\\", "/")).name)

    @property
    def total_bytes(self) -> int | None:
        """The size of the whole, whether all of it or a range was sent; None where not said."""
        if self.response.status_code == 206:
            whole = self.response.headers.get("Content-Range", "").rpartition("/")[2]
        else:
            whole = self.response.headers.get("Content-Length", "")
        return int(whole) if whole.isdecimal() else None


def _presentable(name: str) -> str:
    return "".join(sign for sign in name if sign.isprintable())[:200]


@contextmanager
def follow_link(
    visit: Visit, private: Hosts, deadline: Deadline, extra: Mapping[str, str] | None = None
) -> Iterator[WebAnswer]:
    """The answer at the end of all redirects, its status below 400, closed afterwards.

    Raises Refused (private or insecure hop, not found, forbidden, expired, too many redirects...)
    and Unavailable (no connection, 5xx, 429).
    """
    with open_guarded_session(private, deadline) as session:
        link = urldefrag(visit.link).url
        for hop in range(MAX_HOPS + 1):
            parts = check_link(link, private)
            response = _get(session, visit, parts, {**visit.headers, **(extra or {})}, deadline)
            with response:
                target = session.get_redirect_target(response)
                if target is None:
                    check_status(response, link, str(parts.hostname))
                    yield WebAnswer(
                        response=response,
                        link=link,
                        redirected=hop > 0,
                        private=private.hold(parts),
                    )
                    return
            link = urldefrag(_joined(link, target)).url
        raise Refused(Why.TOO_MANY_REDIRECTS)


def find_target(visit: Visit, private: Hosts, deadline: Deadline) -> str | None:
    """Where the first redirect leads, unfollowed; None where there is none. Raises as above."""
    with open_guarded_session(private, deadline) as session:
        parts = check_link(urldefrag(visit.link).url, private)
        with _get(session, visit, parts, visit.headers, deadline) as response:
            target = session.get_redirect_target(response)
            if target is None:
                check_status(response, visit.link, str(parts.hostname))
                return None
    return urldefrag(_joined(visit.link, target)).url


def check_link(link: str, private: Hosts) -> SplitResult:
    """The link's parts, where its form lets us follow it at all."""
    parts = check_form(link)
    if parts.scheme == "http" and not private.hold(parts):
        raise Refused(Why.LINK_INSECURE, host=str(parts.hostname))
    return parts


def check_form(link: str) -> SplitResult:
    """The parts of an http(s) link with a host. Raises Refused.

    What is checked here and what is connected to there are split by two parsers: a link that they
    read as two hosts is none (`https://elsewhere\\@host/`), nor is one with signs that some leave
    out. Otherwise a token for the one host would go to the other.
    """
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
        _ = parts.port, host.encode("idna")
        connected_to = parse_url(link).host or ""
    except (ValueError, LocationParseError):  # UnicodeError is one
        raise Refused(Why.LINK_MALFORMED) from None  # the cause quotes the link
    if parts.scheme not in {"http", "https"} or not host or _is_doubtful(link, parts):
        raise Refused(Why.LINK_MALFORMED)
    if host.isascii() and connected_to.strip("[]").lower() != host:
        raise Refused(Why.LINK_MALFORMED)
    return parts


def _is_doubtful(link: str, parts: SplitResult) -> bool:
    hidden = any(unicodedata.category(sign)[0] == "C" or sign.isspace() for sign in link)
    return hidden or "\\" in parts.netloc or "\\" in link.partition("?")[0] or "%" in parts.netloc


def _joined(link: str, target: str) -> str:
    try:
        return urljoin(link, target)
    except ValueError:
        raise Refused(Why.LINK_MALFORMED) from None  # the cause quotes the link


def _get(
    session: requests.Session,
    visit: Visit,
    parts: SplitResult,
    headers: Mapping[str, str],
    deadline: Deadline,
) -> requests.Response:
    sent = dict(headers)
    if visit.bearer and visit.bearer.hosts.hold(parts):
        sent["Authorization"] = f"Bearer {visit.bearer.token}"
    timeout = (min(CONNECT_S, deadline.left_s), PAUSE_S)
    try:
        return session.get(
            parts.geturl(), headers=sent, stream=True, allow_redirects=False, timeout=timeout
        )
    except (OSError, HTTPError, ValueError) as error:  # what requests raises is an OSError
        trouble = Trouble(error, str(parts.hostname))
        if deadline.passed:
            raise Refused(Why.TOO_SLOW) from trouble
        raise judge_error(error, str(parts.hostname)) from trouble
