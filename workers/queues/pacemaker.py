"""The pacemaker: wakes what is due, and moves what is past its retention to be forgotten.

One at a time on all machines, by a lock that runs out when its holder dies. It is the recovery too:
an analysis whose worker died is due again when the worker's lease runs out.
"""

from __future__ import annotations

import itertools
import logging
import secrets
import threading

from redis import Redis
from redis.exceptions import LockError
from redis.lock import Lock

from workers.queues import wakeups
from workers.queues.health import BEAT, BEAT_KEPT_S
from workers.store.deletions import rewrite_after_deletions
from workers.store.keys import Key
from workers.store.lease import Queue
from workers.store.ledger import Ledger
from workers.store.passcodes import Opener, Passcodes

BEAT_S = 0.5
LOCK_S = 2
SWEEP_EVERY = 120
"""Beats between two looks at what is past its retention: about a minute."""

REWRITE_EVERY = 1200
"""Beats between two looks at whether anything was deleted: about ten minutes."""

ANNOUNCE_EVERY = 10
"""Beats, or waits for one: about five seconds."""

log = logging.getLogger(__name__)


def keep_pace(redis: Redis, stop: threading.Event, opener: Opener | None = None) -> None:
    """Beat until `stop` is set. Redis going away ends it with redis' own error.

    Whether it beats or stands by, it says that the workers beside it open passcodes.
    """
    passcodes = Passcodes(redis, opener)
    ledger = Ledger(redis)
    lock = redis.lock(Key.PACEMAKER.make(), timeout=LOCK_S, thread_local=False)
    beats = 0
    held = False
    for waited in itertools.count():
        if waited % ANNOUNCE_EVERY == 0:
            passcodes.announce()
        if stop.wait(BEAT_S):
            break
        held = _hold(lock, held) or _break_stuck(redis)
        if not held:
            continue
        if back := ledger.settle_clock():
            log.warning("Redis' clock was set back by %.0f s", back.total_seconds())
        wake_due(redis, ledger)
        if beats % SWEEP_EVERY == 0:
            ledger.sweep()
        if beats % REWRITE_EVERY == 0:
            rewrite_after_deletions(redis)
        beats += 1
    passcodes.withdraw()
    if held:
        lock.release()


def _hold(lock: Lock, held: bool) -> bool:
    try:
        return lock.reacquire() if held else lock.acquire(blocking=False)
    except LockError:
        return False  # we were away for longer than it lasts


def _break_stuck(redis: Redis) -> bool:
    """A lock that lasts longer than any does was taken before the clock was set back, by one that
    has died since. It goes; who takes it is seen at the next beat. Never held by this."""
    if redis.pttl(Key.PACEMAKER.make()) > 2 * LOCK_S * 1000:
        redis.delete(Key.PACEMAKER.make())
    return False


def wake_due(redis: Redis, ledger: Ledger) -> None:
    """Send a wake-up for whatever is due and unowned, as far as the queues have room."""
    for queue in Queue:
        room = wakeups.AHEAD - wakeups.count_waiting(redis, queue)
        if room > 0:
            wakeups.send_wakeups(redis, queue, *ledger.take_due(queue, room))
    redis.set(BEAT, secrets.token_hex(4), ex=BEAT_KEPT_S)
