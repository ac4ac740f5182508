"""Notebook and HandClock: what an analysis brings to a submit, kept where a test can see it."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from workers.domain.errors import Stopped


@dataclass
class Notebook:
    """A `Progress` that remembers, and says stop where it is told to."""

    saved: MutableMapping[str, bytes] = field(default_factory=dict)
    shares: list[float] = field(default_factory=list)
    stops: bool = False

    def report(self, share: float) -> None:
        self.shares.append(share)
        if self.stops:
            raise Stopped


@dataclass
class HandClock:
    """A clock that moves only when told to."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.now

    def pass_s(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
