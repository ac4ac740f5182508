"""Numbers: JSON values read as numbers and moments, or as nothing where they are neither."""

from __future__ import annotations

import math
from datetime import UTC, datetime


def read_number(value: object) -> float | None:
    """A finite number, else None. Zero is a number; true is not."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) else None


def read_moment_s(value: object) -> float | None:
    """Seconds since 1970 of an ISO time (any number of decimals, UTC where no zone is given)."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
