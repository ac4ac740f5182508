"""Silence: how long a host that cannot be reached is given, before people are told."""

from __future__ import annotations

from collections.abc import MutableMapping
from datetime import datetime, timedelta

from workers.domain.errors import Refused, Why

PATIENCE = timedelta(seconds=10)
"""A host that cannot be reached for this long is not a passing hiccup: say so."""


def lose_patience(
    saved: MutableMapping[str, bytes], key: str, now: datetime, engine: str, check: str
) -> None:
    """Note in `saved` that nobody answered; refuses `ENGINE_UNREACHABLE` when it has gone on.

    `engine` is its title, `check` the setting that may be wrong.
    """
    if key not in saved:
        saved[key] = now.isoformat().encode()
    if now - datetime.fromisoformat(saved[key].decode()) >= PATIENCE:
        raise Refused(Why.ENGINE_UNREACHABLE, engine=engine, check=check)
