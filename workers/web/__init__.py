"""The one guarded way out to the web, for links that people paste.

A link is followed over https only and to public addresses only, save to the hosts in
`allow_private` (which may also be plain http). Every redirect is checked like the first link.
What is raised is one of the three families of `workers.domain.errors`, and no text in it, nor in
the log, holds a link: links carry tokens.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from urllib3.exceptions import HTTPError

from workers.domain.errors import Refused, Unavailable, Why
from workers.web.deadline import Deadline
from workers.web.download import (
    HEAD_BYTES,
    Download,
    Inspect,
    OnBytes,
    ignore_bytes,
    refuse_too_large,
)
from workers.web.hosts import Hosts
from workers.web.pieces import find_pieces, find_variant
from workers.web.session import ScopedToken, Visit, WebAnswer, check_form, find_target, follow_link
from workers.web.verdicts import Trouble

__all__ = [
    "Fetched",
    "Glance",
    "Hosts",
    "OnBytes",
    "Page",
    "ScopedToken",
    "Visit",
    "Web",
    "WebAnswer",
]

PAGE_BYTES = 4 * 1024 * 1024
LOOK_SECONDS = 45.0

# Its debug lines and warnings quote whole links and what headers hold.
logging.getLogger("urllib3").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What a look at a link shows: the beginning of what it leads to."""

    link: str = field(repr=False)
    """Where the redirects ended."""
    name: str
    given_name: str
    """What the server itself calls it; empty where it does not."""
    content_type: str
    size_bytes: int | None
    head: bytes = field(repr=False)
    redirected: bool
    private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A web page: its text (cut at 4 MB) and where the redirects ended."""

    link: str = field(repr=False)
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A download that is whole: `path` lies in the folder that was given."""

    path: Path
    name: str
    content_type: str
    size_bytes: int
    head: bytes = field(repr=False)


def _any(_answer: WebAnswer, _head: bytes) -> None:
    """An `Inspect` that takes everything."""


class Web:
    """Looks at links and downloads what is behind them. Holds no connection between calls."""

    def __init__(
        self, *, max_bytes: int, max_seconds: float, allow_private: Iterable[str] = ()
    ) -> None:
        """`max_bytes` and `max_seconds` cap one download; for `allow_private` see `Hosts`."""
        self.max_bytes = max_bytes
        self.max_seconds = max_seconds
        self.private_names = frozenset(allow_private)
        self.private = Hosts(self.private_names)

    def secured(self, link: str) -> str:
        """The link over https, for sites that surely have it; hosts in `allow_private` may not."""
        parts = check_form(link)
        plain = parts.scheme == "http" and parts.port is None and not self.private.hold(parts)
        return parts._replace(scheme="https").geturl() if plain else link

    def glance(self, visit: Visit) -> Glance:
        """The first 4 KB and what the headers say. Asked by GET: presigned links refuse HEAD."""
        with (
            Deadline(min(LOOK_SECONDS, self.max_seconds)) as deadline,
            follow_link(
                visit, self.private, deadline, {"Range": f"bytes=0-{HEAD_BYTES - 1}"}
            ) as answer,
        ):
            size = answer.total_bytes
            if size is not None and size > self.max_bytes:
                raise refuse_too_large(size, self.max_bytes)
            return Glance(
                link=answer.link,
                name=answer.name,
                given_name=answer.given_name,
                content_type=answer.content_type,
                size_bytes=size,
                head=_beginning(answer, HEAD_BYTES, deadline),
                redirected=answer.redirected,
                private=answer.private,
            )

    def find_target(self, visit: Visit) -> str | None:
        """Where a link sends us on to, one hop and no further; None where it does not."""
        with Deadline(min(LOOK_SECONDS, self.max_seconds)) as deadline:
            return find_target(visit, self.private, deadline)

    def page(self, visit: Visit) -> Page:
        """The text of a web page."""
        with (
            Deadline(min(LOOK_SECONDS, self.max_seconds)) as deadline,
            follow_link(visit, self.private, deadline) as answer,
        ):
            text = _beginning(answer, PAGE_BYTES, deadline).decode(errors="replace")
            return Page(link=answer.link, text=text)

    def download(
        self,
        visit: Visit,
        folder: Path,
        *,
        inspect: Inspect = _any,
        on_bytes: OnBytes = ignore_bytes,
    ) -> Fetched:
        """Bring the whole body into `folder`, resumed where it breaks off.

        Raises Refused (too large, too slow, empty, broke off too often, whatever `inspect`
        refuses), Unavailable, and what `on_bytes` raises. The caller deletes the folder.
        """
        with Deadline(self.max_seconds) as deadline:
            download = self._into(folder, deadline, inspect, on_bytes)
            return _fetched(download.bring(visit), download.path)

    def download_pieces(
        self,
        visit: Visit,
        folder: Path,
        *,
        inspect: Inspect = _any,
        on_bytes: OnBytes = ignore_bytes,
    ) -> Fetched:
        """As `download`, for a link to a playlist (HLS): its pieces, strung together.

        Raises what `download` does, and LINK_IS_LIVE and UNSUPPORTED_TYPE.
        """
        playlist = self.page(visit)
        variant = find_variant(playlist.text, playlist.link)
        if variant is not None:
            playlist = self.page(replace(visit, link=variant))
        with Deadline(self.max_seconds) as deadline:
            download = self._into(folder, deadline, inspect, on_bytes)
            pieces = find_pieces(playlist.text, playlist.link)
            answers = [download.bring(replace(visit, link=piece)) for piece in pieces]
            return _fetched(answers[0], download.path)

    def _into(
        self, folder: Path, deadline: Deadline, inspect: Inspect, on_bytes: OnBytes
    ) -> Download:
        return Download(
            path=folder / "recording",
            private=self.private,
            deadline=deadline,
            max_bytes=self.max_bytes,
            inspect=inspect,
            on_bytes=on_bytes,
        )


def _fetched(answer: WebAnswer, path: Path) -> Fetched:
    size = path.stat().st_size
    if size == 0:
        raise Refused(Why.EMPTY)
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    return Fetched(
        path=path,
        name=answer.name,
        content_type=answer.content_type,
        size_bytes=size,
        head=head,
    )


def _beginning(answer: WebAnswer, wanted: int, deadline: Deadline) -> bytes:
    read = b""
    try:
        while len(read) < wanted:
            piece = answer.response.raw.read1(wanted - len(read), decode_content=True)
            if not piece:
                break
            read += piece
    except (OSError, HTTPError) as error:
        if not read:
            raise Unavailable(answer.host) from Trouble(error, answer.host)
    if deadline.passed:
        raise Refused(Why.TOO_SLOW)
    return read
