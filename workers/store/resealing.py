"""Resealing: puts all that is kept under the newest key, while everything goes on.

What is written meanwhile is under that key already; what stands there as it was read is replaced.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice
from typing import cast

from redis import Redis

from workers.store.deletions import note_deletion
from workers.store.keys import Key
from workers.store.sealing import SEAL, KeyGone, reseal

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Resealed:
    """How many values are under the newest key now that were not, and how many nobody can open."""

    renewed: int
    closed: int


@dataclass(frozen=True, slots=True)
class _Value:
    """What stands in a key (field is empty) or in one of its fields."""

    name: str
    field: str
    kept: bytes


@dataclass(frozen=True, slots=True)
class Seals:
    """How many values nobody can open, and how many are not under the newest key, but open."""

    closed: int
    others: int


def count_seals(redis: Redis, most: int) -> Seals:
    """Of the first `most` values that are found. Raises redis' errors."""
    closed = others = 0
    for value in islice(_find_values(redis), most):
        try:
            others += reseal(value.kept) is not None
        except KeyGone:
            closed += 1
    return Seals(closed, others)


def reseal_all(redis: Redis) -> Resealed:
    """Done again, it goes on where it was ended. Raises redis' errors."""
    put = redis.register_script((files("workers.store.lua") / "reseal.lua").read_text())
    renewed = closed = 0
    for value in _find_values(redis):
        try:
            sealed = reseal(value.kept)
        except KeyGone:
            closed += 1
            continue
        if sealed is not None:
            renewed += int(put(keys=[value.name], args=[value.field, value.kept, sealed]))
    if renewed:
        note_deletion(redis)  # the file on disk has what was there before
    return Resealed(renewed, closed)


def _find_values(redis: Redis) -> Iterator[_Value]:
    """All that is sealed or has to be."""
    for kind in Key:
        for name in _find_names(redis, kind):
            for field, kept in _read_fields(redis, name):
                if kept.startswith(SEAL) or kind.seals(field):
                    yield _Value(name, field, kept)


def _find_names(redis: Redis, kind: Key) -> Iterator[str]:
    for name in redis.scan_iter(kind.make("*"), count=_AT_ONCE):
        yield cast(bytes, name).decode()


def _read_fields(redis: Redis, name: str) -> Iterator[tuple[str, bytes]]:
    """Of a hash its fields; of a string itself; of all others nothing."""
    kind = cast(bytes, redis.type(name))
    if kind == b"hash":
        stored = cast(dict[bytes, bytes], redis.hgetall(name))
        yield from ((field.decode(), kept) for field, kept in stored.items())
    elif kind == b"string" and (kept := cast(bytes | None, redis.get(name))) is not None:
        yield "", kept
