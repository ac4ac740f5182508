"""Progress as the engine sees it, with a transcript of what it reported."""

from __future__ import annotations

import time
from collections.abc import Callable, MutableMapping

from workers.domain.errors import Stopped


class Watched:
    """Keeps every report, with its time; stops the work when `stop` says so."""

    def __init__(
        self,
        saved: MutableMapping[str, bytes] | None = None,
        stop: Callable[[Watched], bool] = lambda _: False,
    ) -> None:
        self.saved: MutableMapping[str, bytes] = {} if saved is None else saved
        self.reports: list[tuple[float, float]] = []
        self.stopped_at: float | None = None
        self._stop = stop

    def report(self, share: float) -> None:
        now = time.monotonic()
        self.reports.append((now, share))
        if self._stop(self):
            self.stopped_at = now
            raise Stopped

    @property
    def shares(self) -> list[float]:
        return [share for _, share in self.reports]
