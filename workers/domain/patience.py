"""Patience: whether something has been waited for long enough, on a clock that may be set back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

CLOCKS_APART = timedelta(minutes=1)
"""By how much the clocks of two machines may differ."""


def is_over(since: datetime, patience: timedelta, now: datetime | None = None) -> bool:
    """Whether `patience` has passed since then.

    A moment that lies ahead says that the clock was set back: nobody waits for it to come by again.
    """
    waited = (now or datetime.now(UTC)) - since
    return not -CLOCKS_APART <= waited < patience
