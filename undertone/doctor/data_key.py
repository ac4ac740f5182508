"""Whether what Redis keeps is encrypted, and whether all of it can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from redis import Redis

from undertone.doctor.finding import Finding, approve, fault, remark
from workers.store import sealing
from workers.store.resealing import count_seals

LOOKED_AT = 2000
"""Enough to know; a Redis may keep many more."""


def check_data_key(keys: Sequence[str]) -> Finding:
    """Whether there is one; what every installation of several workspaces needs is told where the
    token is looked at."""
    if not keys:
        return remark(
            "What people said lies in Redis as it is: set DATA_KEY to encrypt it (undertone key "
            "makes one)."
        )
    older = f", and {len(keys) - 1} more that can read" if len(keys) > 1 else ""
    return approve(f"what Redis keeps is encrypted (DATA_KEY: one key that writes{older})")


def check_seals(redis: Redis, keys: Sequence[str]) -> Iterator[Finding]:
    """What of the records there is not under the first key, in so many of them."""
    sealing.use_keys(keys)
    found = count_seals(redis, LOOKED_AT)
    if found.closed:
        text = f"{found.closed} records in Redis are encrypted with a key that is not in DATA_KEY"
        if keys:
            yield remark(f"{text}: put it back behind the others, or they can no longer be read.")
        else:
            yield fault(f"{text}: set it here as it is set elsewhere.")
    if keys and found.others:
        yield remark(
            f"{found.others} records in Redis are not under the first key of DATA_KEY: "
            "`undertone key --renew` changes that."
        )
