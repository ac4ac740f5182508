"""A body brought to disk: capped, watched, and resumed where it breaks off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic
from typing import BinaryIO

from urllib3.exceptions import HTTPError

from workers.errors import Refused, Why
from workers.web.deadline import Deadline
from workers.web.session import Answer

OnBytes = Callable[[int], None]
"""Told the bytes so far, at most once a second; may raise `Stopped` to end the download."""
Inspect = Callable[[Answer, bytes], None]
"""Shown the answer and its first bytes; raises `Refused` where they are not worth the rest."""

HEAD_BYTES = 4096
PIECE_BYTES = 256 * 1024
MAX_TRIES = 6
MEGABYTE = 1_000_000


def unwatched(_so_far: int) -> None:
    """An `OnBytes` for those who do not want to know."""


def too_large(size_bytes: int, limit_bytes: int) -> Refused:
    return Refused(Why.TOO_LARGE, size_mb=size_bytes / MEGABYTE, limit_mb=limit_bytes / MEGABYTE)


class Download:
    """The state of one download between its tries."""

    def __init__(
        self, path: Path, deadline: Deadline, max_bytes: int, inspect: Inspect, on_bytes: OnBytes
    ) -> None:
        self._path = path
        self._deadline = deadline
        self._max_bytes = max_bytes
        self._inspect = inspect
        self._on_bytes = on_bytes
        self._told_at = float("-inf")
        self._validator = ""
        self._head: bytes | None = b""
        self.received = 0

    def restart(self) -> None:
        """Forget what was received: the rest would not belong to it."""
        self.received = 0
        self._head = b""

    def resume_headers(self) -> Mapping[str, str]:
        """What asks for the rest, and for all of it should it have changed meanwhile."""
        if not self.received:
            return {}
        return {"Range": f"bytes={self.received}-", "If-Range": self._validator}

    def take(self, answer: Answer) -> bool:
        """Write the answer's body; True when the recording is whole, False when it broke off."""
        total = answer.total_bytes
        if total is not None and total > self._max_bytes:
            raise too_large(total, self._max_bytes)
        if not self._continues(answer):
            self.restart()
            if answer.response.status_code == 206:
                return False  # a piece that nobody asked for
        self._validator = _validator(answer)
        with self._path.open("ab" if self.received else "wb") as file:
            whole = self._copy(answer, file)
        if not whole and not self._validator:
            self.restart()
        return whole

    def _continues(self, answer: Answer) -> bool:
        begins = f"bytes {self.received}-"
        content_range = answer.response.headers.get("Content-Range", "")
        return answer.response.status_code == 206 and content_range.startswith(begins)

    def _copy(self, answer: Answer, file: BinaryIO) -> bool:
        while piece := self._piece(answer):
            file.write(piece)
            self.received += len(piece)
            if self.received > self._max_bytes:
                raise too_large(self.received, self._max_bytes)
            self._look_at(answer, piece)
            self._tell()
        if piece is not None:
            self._look_at(answer, None)
        return piece is not None

    def _piece(self, answer: Answer) -> bytes | None:
        """The next bytes, b"" at the end, None where the connection broke."""
        try:
            piece: bytes | None = answer.response.raw.read1(PIECE_BYTES, decode_content=True)
        except (OSError, HTTPError):
            piece = None
        if self._deadline.passed:
            raise Refused(Why.TOO_SLOW)
        return piece

    def _look_at(self, answer: Answer, piece: bytes | None) -> None:
        """Have the first bytes inspected once there are enough, or (piece None) no more."""
        if self._head is None:
            return
        self._head += piece or b""
        if piece is None or len(self._head) >= HEAD_BYTES:
            self._inspect(answer, self._head[:HEAD_BYTES])
            self._head = None

    def _tell(self) -> None:
        now = monotonic()
        if now - self._told_at >= 1:
            self._told_at = now
            self._on_bytes(self.received)


def _validator(answer: Answer) -> str:
    """What proves that the rest belongs to the same recording; empty where nothing does.

    A compressed body is written decoded, so its offsets mean nothing to the server.
    """
    headers = answer.response.headers
    if headers.get("Content-Encoding", "identity").lower() != "identity":
        return ""
    etag = headers.get("ETag", "")
    return etag if etag.startswith('"') else headers.get("Last-Modified", "")
