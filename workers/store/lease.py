"""The lease: a worker owns an analysis for ten seconds at a time, and says so with a fence."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from workers.domain.analysis import Analysis

LEASE = timedelta(seconds=10)
"""Longer than any single outside call may take; a dead worker is replaced when it runs out."""
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class Queue(StrEnum):
    """The RQ queues, each with workers of its own."""

    PIPELINE = "pipeline"
    TRANSCRIBE = "transcribe"


@dataclass(frozen=True, slots=True)
class Claim:
    """An analysis that this worker owns for the length of a lease.

    `again` says that its stage was begun before and the outcome is unknown: look before you act.
    `crashes` counts the workers that died in this stage. `contested` says that some worker lost it
    since it was asked for: should that one only have been frozen, it may still act once.
    `silent_s` is for how long nothing was heard of that worker, 0 where it has just let go.
    `sure_until` is when the lease ends at the earliest, on this machine's `read_clock`.
    """

    analysis: Analysis
    fence: int
    again: bool
    crashes: int
    contested: bool = False
    silent_s: float = 0.0
    sure_until: float = 0.0


class LeaseLost(Exception):
    """Another worker owns the analysis by now, or it was cancelled or forgotten."""


def read_clock() -> float:
    """Seconds that pass while this machine sleeps, too: a lease does not wait for it."""
    return time.clock_gettime(_CLOCK)
