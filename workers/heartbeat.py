"""The heartbeat: renews a lease while a stage is at work, and carries its progress outward."""

from __future__ import annotations

import threading
from collections.abc import Callable, MutableMapping
from types import TracebackType
from typing import Self

from redis.exceptions import RedisError

from workers.errors import Stopped
from workers.ledger import LEASE, Claim, LeaseLost, Ledger

BEAT_S = LEASE.total_seconds() / 4


class Heartbeat:
    """A thread that keeps `claim` ours; the stage's progress goes through `report`.

    A Redis that is away is no reason to stop: if it stays away longer than the lease, the first
    renewal or commit after its return tells whether another worker has taken over.
    """

    def __init__(
        self,
        ledger: Ledger,
        claim: Claim,
        saved: MutableMapping[str, bytes],
        tell: Callable[[float], None],
    ) -> None:
        self.saved = saved
        self._ledger = ledger
        self._claim = claim
        self._tell = tell
        self._over = threading.Event()
        self._lost = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    def report(self, share: float) -> None:
        """Pass on how far the stage is. Raises Stopped once the lease is another worker's."""
        if self._lost.is_set():
            raise Stopped(self._claim.analysis.id)
        self._tell(share)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._over.wait(BEAT_S):
            try:
                self._ledger.renew(self._claim.analysis.id, self._claim.fence)
            except LeaseLost:
                self._lost.set()
                return
            except RedisError:
                continue
