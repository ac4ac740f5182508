"""Giving way: a recording that comes slowly does not hold its worker while others wait for one.

Workers are few. What is brought has its worker for a turn; when that is over and somebody else
waits, it lets go and begins again later, with a longer turn. While somebody waits, one worker at
least is kept free of any one person's recordings, and of all that had to let go before.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import NamedTuple, Protocol

from workers.domain.errors import GaveWay, Unavailable

FIRST_TURN_S, LONGEST_TURN_S = 20.0, 240.0
"""A turn is twice as long each time: in the end a slow one gets through."""
LET_GO = "turns"
KEPT_EVERY_S = 60.0


class SlowLane(Protocol):
    """Slots for what is slow, each held by a name."""

    def take(self, name: str) -> None: ...
    def keep(self, name: str) -> None: ...
    def free(self, name: str) -> None: ...


class Lanes(NamedTuple):
    """Of whoever asks, and of all that is slow."""

    own: SlowLane
    slow: SlowLane


@contextmanager
def take_turn(
    analysis_id: str,
    others_wait: Callable[[], bool],
    lanes: Lanes,
    saved: MutableMapping[str, bytes],
) -> Iterator[Callable[[], None]]:
    """Around bringing a recording: yields what is to be asked again and again meanwhile.

    Raises `GaveWay` where it is others' turn, and `Unavailable` where too much of the same person,
    or too much that is slow, is being brought already.
    """
    name = hashlib.sha256(analysis_id.encode()).hexdigest()[:16]  # it may stand for longer
    let_go = int(saved.get(LET_GO, b"0"))
    held = [lanes.own, lanes.slow] if let_go else [lanes.own]
    if let_go or others_wait():
        _take(held, name)
    else:
        lanes.own.keep(name)  # counts, although there is no need to hold it back
    began = kept_at = time.monotonic()
    turn_s = min(FIRST_TURN_S * 2**let_go, LONGEST_TURN_S)

    def ask() -> None:
        nonlocal kept_at
        now = time.monotonic()
        if now - kept_at > KEPT_EVERY_S:
            kept_at = now
            for lane in held:
                lane.keep(name)
        if now - began > turn_s and others_wait():
            saved[LET_GO] = str(let_go + 1).encode()
            raise GaveWay("turn", timedelta(seconds=5), detail="others wait for a worker")

    try:
        yield ask
    finally:
        _free(held, name)


def _take(lanes: Sequence[SlowLane], name: str) -> None:
    """All or none."""
    try:
        for lane in lanes:
            lane.take(name)
    except Unavailable:
        _free(lanes[:-1], name)
        raise


def _free(lanes: Sequence[SlowLane], name: str) -> None:
    for lane in lanes:
        lane.free(name)
