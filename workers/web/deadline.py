"""A wall-clock limit that holds even while a read is waiting."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from time import monotonic
from types import TracebackType
from typing import Self


class Deadline:
    """Cuts the watched connections `seconds` after it is entered.

    A read time-out counts from one byte to the next, so a server that sends a byte now and then
    (in its headers, say) would hold a worker for ever. The cut makes the waiting read end.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._ends = monotonic() + seconds
        self._lock = threading.Lock()
        self._twins: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._ends = monotonic() + self.seconds
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            for twin in self._twins:
                twin.close()
            self._twins.clear()

    @property
    def passed(self) -> bool:
        return monotonic() >= self._ends

    @property
    def left_s(self) -> float:
        """Seconds that are left, never quite none: as a time-out, 0 would mean "do not wait"."""
        return max(self._ends - monotonic(), 0.01)

    def watch(self, connection: socket.socket) -> socket.socket:
        """Have `connection` cut in time; returns it.

        The twin shares the connection but not the object: TLS takes the original one over, and
        shutting the twin down ends both.
        """
        with self._lock:
            self._twins.append(connection.dup())
        if self.passed:
            self._cut()
        return connection

    def _cut(self) -> None:
        with self._lock:
            for twin in self._twins:
                with suppress(OSError):  # the other side was faster
                    twin.shutdown(socket.SHUT_RDWR)
