"""Faults on demand: what may go wrong between an app and Slack, one call at a time."""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass
from typing import Literal

Kind = Literal["rate_limited", "failed", "dropped", "refused", "delayed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is done to one call."""

    kind: Kind
    status: int = 200
    retry_after_s: int = 1
    error: str = ""
    delay_s: float = 0.0
    takes_effect: bool = False
    """True where the call did its work and only the answer is lost or bad."""


class Faults:
    """Faults waiting for their method, in the order they were asked for.

    A method is a Web API method's name, or `upload`, `download` or `response_url` for the requests
    beside the Web API.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[str, list[Fault]] = {}
        self._random: random.Random | None = None
        self._chances: dict[Kind, float] = {}

    def rate_limit(self, method: str, *, times: int = 1, retry_after_s: int = 1) -> None:
        """HTTP 429 with `Retry-After`; nothing is done."""
        self._plan(method, times, Fault(kind="rate_limited", retry_after_s=retry_after_s))

    def fail(
        self, method: str, *, status: int = 503, times: int = 1, takes_effect: bool = False
    ) -> None:
        """An HTTP error; with `takes_effect` the work is done all the same."""
        self._plan(method, times, Fault(kind="failed", status=status, takes_effect=takes_effect))

    def drop_reply(self, method: str, *, times: int = 1) -> None:
        """The work is done, then the connection closes without an answer."""
        self._plan(method, times, Fault(kind="dropped", takes_effect=True))

    def refuse(self, method: str, error: str, *, times: int = 1) -> None:
        """`ok: false` with this error; nothing is done."""
        self._plan(method, times, Fault(kind="refused", error=error))

    def delay(self, method: str, seconds: float, *, times: int = 1) -> None:
        """The work is done in time, the answer comes late."""
        self._plan(method, times, Fault(kind="delayed", delay_s=seconds, takes_effect=True))

    def random(
        self, seed: int, *, rate_limited: float = 0.0, failed: float = 0.0, dropped: float = 0.0
    ) -> None:
        """From now on, these shares of all calls go wrong; the same seed, the same draws."""
        with self._lock:
            self._random = random.Random(seed)
            self._chances = {"rate_limited": rate_limited, "failed": failed, "dropped": dropped}

    def none(self) -> None:
        """Ends all faults, planned and random."""
        with self._lock:
            self._waiting.clear()
            self._random = None

    def next_for(self, method: str) -> Fault | None:
        """The fault for this call, used up by it."""
        with self._lock:
            if self._waiting.get(method):
                return self._waiting[method].pop(0)
            return self._drawn()

    def _plan(self, method: str, times: int, fault: Fault) -> None:
        with self._lock:
            self._waiting.setdefault(method, []).extend([fault] * times)

    def _drawn(self) -> Fault | None:
        if self._random is None:
            return None
        draw = self._random.random()
        for kind, chance in self._chances.items():
            if draw < chance:
                return Fault(kind=kind, status=503, takes_effect=kind == "dropped")
            draw -= chance
        return None
