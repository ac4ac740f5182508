"""Numbers: a JSON value read as a number, or as nothing where it is none."""

from __future__ import annotations

import math


def read_number(value: object) -> float | None:
    """A finite number, also one that is spelled as text, else None. Zero is one; true is not."""
    if isinstance(value, bool):
        return None
    try:
        number = float(value) if isinstance(value, int | float | str) else math.nan
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
