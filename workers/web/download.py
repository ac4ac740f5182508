"""A body brought to disk: capped, watched, and resumed where it breaks off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import BinaryIO

from urllib3.exceptions import HTTPError

from workers.domain.errors import Refused, Why
from workers.web.deadline import Deadline
from workers.web.hosts import Hosts
from workers.web.session import Visit, WebAnswer, follow_link

OnBytes = Callable[[int], None]
"""Told the bytes so far, at most once a second; may raise `Stopped` to end the download."""
Inspect = Callable[[WebAnswer, bytes], None]
"""Shown the answer and its first bytes; raises `Refused` where they are not worth the rest."""

HEAD_BYTES = 4096
PIECE_BYTES = 256 * 1024
MAX_TRIES = 6
MEGABYTE = 1_000_000


def ignore_bytes(_so_far: int) -> None:
    """An `OnBytes` for those who do not want to know."""


def refuse_too_large(size_bytes: int, limit_bytes: int) -> Refused:
    return Refused(Why.TOO_LARGE, size_mb=size_bytes / MEGABYTE, limit_mb=limit_bytes / MEGABYTE)


@dataclass(kw_only=True)
class Download:
    """One recording on its way to `path`: a body, or several that are strung together."""

    path: Path
    private: Hosts
    deadline: Deadline
    max_bytes: int
    inspect: Inspect
    on_bytes: OnBytes
    _received: int = 0
    _body_begins: int = 0
    _head: bytes | None = b""
    _validator: str = ""
    _told_at: float = float("-inf")

    def bring(self, visit: Visit) -> WebAnswer:
        """Append the whole body behind `visit`; returns its last answer, which has been read."""
        self._body_begins = self._received
        for _ in range(MAX_TRIES):
            self._tell()
            try:
                with follow_link(visit, self.private, self.deadline, self._resuming()) as answer:
                    if self._take(answer):
                        return answer
            except Refused as refused:
                if refused.why is not Why.EMPTY or self._received == self._body_begins:
                    raise
                self._restart()  # 416: there is no rest, so it has become another recording
        raise Refused(Why.LINK_BROKE_OFF)

    def _restart(self) -> None:
        """Forget what was received of this body: the rest would not belong to it."""
        self._received = self._body_begins
        if self._received == 0:
            self._head = b""

    def _resuming(self) -> Mapping[str, str]:
        """Headers that ask for the rest, and for all of it should it have changed meanwhile."""
        so_far = self._received - self._body_begins
        return {"Range": f"bytes={so_far}-", "If-Range": self._validator} if so_far else {}

    def _take(self, answer: WebAnswer) -> bool:
        """Write the answer's body; True when the body is whole, False when it broke off."""
        size = self._body_begins + (answer.total_bytes or 0)
        if size > self.max_bytes:
            raise refuse_too_large(size, self.max_bytes)
        if not self._continues(answer):
            self._restart()
            if answer.response.status_code == 206:
                return False  # a piece that nobody asked for
        self._validator = _validator(answer)
        with self.path.open("ab") as file:
            file.truncate(self._received)
            whole = self._copy(answer, file)
        if not whole and not self._validator:
            self._restart()
        return whole

    def _continues(self, answer: WebAnswer) -> bool:
        begins = f"bytes {self._received - self._body_begins}-"
        content_range = answer.response.headers.get("Content-Range", "")
        return answer.response.status_code == 206 and content_range.startswith(begins)

    def _copy(self, answer: WebAnswer, file: BinaryIO) -> bool:
        while piece := self._piece(answer):
            file.write(piece)
            self._received += len(piece)
            if self._received > self.max_bytes:
                raise refuse_too_large(self._received, self.max_bytes)
            self._look_at(answer, piece)
            self._tell()
        if piece is not None:
            self._look_at(answer, None)
        return piece is not None

    def _piece(self, answer: WebAnswer) -> bytes | None:
        """The next bytes, b"" at the end, None where the connection broke."""
        try:
            piece: bytes | None = answer.response.raw.read1(PIECE_BYTES, decode_content=True)
        except (OSError, HTTPError):
            piece = None
        if self.deadline.passed:
            raise Refused(Why.TOO_SLOW)
        return piece

    def _look_at(self, answer: WebAnswer, piece: bytes | None) -> None:
        """Have the first bytes inspected once there are enough, or (piece None) no more."""
        if self._head is None:
            return
        self._head += piece or b""
        if piece is None or len(self._head) >= HEAD_BYTES:
            self.inspect(answer, self._head[:HEAD_BYTES])
            self._head = None

    def _tell(self) -> None:
        now = monotonic()
        if now - self._told_at >= 1:
            self._told_at = now
            self.on_bytes(self._received)


def _validator(answer: WebAnswer) -> str:
    """What proves that the rest belongs to the same recording; empty where nothing does.

    A compressed body is written decoded, so its offsets mean nothing to the server.
    """
    headers = answer.response.headers
    if headers.get("Content-Encoding", "identity").lower() != "identity":
        return ""
    etag = headers.get("ETag", "")
    return etag if etag.startswith('"') else headers.get("Last-Modified", "")
