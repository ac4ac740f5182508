"""The heartbeat: renews a lease while a stage is at work, and carries its progress outward.

It is asked, too, right before each effect: a worker that was frozen and wakes up past its lease is
not to act on what it saw before.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, MutableMapping
from types import TracebackType
from typing import Self

from redis.exceptions import RedisError

from workers.domain.errors import Stopped
from workers.store.lease import LEASE, Claim, LeaseLost, read_clock
from workers.store.ledger import Ledger

BEAT_S = 1.0
"""Well below a lease, and so soon that a cancelled stage stops within two seconds."""
LEAST_LEFT_S = LEASE.total_seconds() * 0.6
"""What has to be left of a lease for an effect to begin: as long as an outside call may take."""


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
        self.saved: MutableMapping[str, bytes] = _WhileOurs(saved, self.check)
        self._ledger = ledger
        self._claim = claim
        self._sure_until = claim.sure_until
        self._tell = tell
        self._over = threading.Event()
        self._lost = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    def report(self, share: float) -> None:
        """Pass on how far the stage is. Raises Stopped once the lease is another worker's."""
        if self._lost.is_set():
            raise Stopped(self._claim.analysis.id)
        self._tell(share)

    def check(self) -> None:
        """Raises Stopped unless the analysis is ours for at least as long as a call may take."""
        if self._lost.is_set():
            raise Stopped(self._claim.analysis.id)
        if self._sure_until - read_clock() < LEAST_LEFT_S:
            try:
                self._renew()
            except (LeaseLost, RedisError) as error:
                raise Stopped(self._claim.analysis.id) from error

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
                self._renew()
            except LeaseLost:
                self._lost.set()
                return
            except RedisError:
                continue

    def _renew(self) -> None:
        self._sure_until = self._ledger.renew(self._claim.analysis.id, self._claim.fence)


class _WhileOurs(MutableMapping[str, bytes]):
    """Saved parts that only the owner of the analysis may change."""

    def __init__(self, saved: MutableMapping[str, bytes], check: Callable[[], None]) -> None:
        self._saved = saved
        self._check = check

    def __getitem__(self, part: str) -> bytes:
        return self._saved[part]

    def __setitem__(self, part: str, value: bytes) -> None:
        self._check()
        self._saved[part] = value

    def __delitem__(self, part: str) -> None:
        self._check()
        del self._saved[part]

    def __iter__(self) -> Iterator[str]:
        return iter(self._saved)

    def __len__(self) -> int:
        return len(self._saved)
