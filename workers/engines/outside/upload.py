"""Upload: a file that tells how far it has been read, so that a long upload can be stopped."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

_STEP_BYTES = 1 << 20


class Upload(io.FileIO):
    """The raw body of a request, streamed from disk; `at` hears the share sent, once a megabyte.

    Being a real file, it has a length, without which the API takes no body.
    """

    def __init__(self, path: Path, at: Callable[[float], None]) -> None:
        super().__init__(path)
        self._size = path.stat().st_size
        self._at = at
        self._told = 0

    def read(self, size: int | None = -1, /) -> bytes:
        sent = self.tell()
        if sent - self._told >= _STEP_BYTES:
            self._told = sent
            self._at(sent / self._size)
        return super().read(size) or b""
