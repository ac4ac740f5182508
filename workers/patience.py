"""How long a host that someone pointed at may stay away before they are told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from workers.analysis import Analysis
from workers.errors import Refused, Unavailable, Why

PATIENCE = timedelta(minutes=2)


@contextmanager
def patience(analysis: Analysis, *, again: bool) -> Iterator[None]:
    """Around a call to the recording's own host: in the end its absence is the person's to mend."""
    try:
        yield
    except Unavailable as trouble:
        waited = datetime.now(UTC) - analysis.accepted_at
        if again and waited > PATIENCE:
            raise Refused(Why.LINK_UNREACHABLE) from trouble
        raise
