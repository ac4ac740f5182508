"""Sealing: what people said, wrote or are called goes to Redis encrypted, where DATA_KEY is set.

The one place where records become what Redis keeps, and come back. The keys are the process': each
program says at its start which they are (none is an answer too), and one that has not said it can
neither write nor read, so that nobody forgets to hand them on. What was written before there was a
key is read as it is.
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any, TypeVar

import msgspec
from cryptography.fernet import Fernet, InvalidToken, MultiFernet

SEAL = b"sealed:"
"""How everything sealed begins; nothing that was ever written plainly does."""
_MARK_BYTES = 8

Record = TypeVar("Record")
log = logging.getLogger(__name__)


class KeyGone(Exception):
    """It was sealed with a key that is not among this process' (any more)."""


class _Ring:
    """The keys of DATA_KEY: the first seals, all of them open."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.keys = tuple(keys)
        self.fernet = MultiFernet([Fernet(key) for key in keys]) if keys else None


_ring: _Ring | None = None


def use_keys(keys: Sequence[str]) -> None:
    """Seal with the first of these from now on and open with all; with none, nothing is sealed.

    Raises ValueError where one is no key, without showing it.
    """
    global _ring  # noqa: PLW0603 - the process', like its log
    _ring = _Ring(keys)


def make_key() -> str:
    """A new key, as DATA_KEY takes it."""
    return Fernet.generate_key().decode()


def seal(plain: bytes) -> bytes:
    """What Redis may keep of it."""
    fernet = _get_ring().fernet
    return plain if fernet is None else SEAL + fernet.encrypt(plain)


def unseal(kept: bytes) -> bytes:
    """What `seal` was given, now or before there was a key. Raises KeyGone."""
    fernet = _get_ring().fernet
    if not kept.startswith(SEAL):
        return kept
    try:
        if fernet is not None:
            return fernet.decrypt(kept.removeprefix(SEAL))
    except InvalidToken:
        pass  # of another key, or damaged: nobody can tell these two apart
    raise KeyGone


def seal_record(record: object) -> bytes:
    """A record of dataclasses as Redis keeps it: JSON, whatever it has no type for as text."""
    return seal(msgspec.json.encode(record, enc_hook=str))


def unseal_record(kept: bytes, kind: type[Record], dec_hook: Any = None) -> Record:
    """What `seal_record` was given. Raises KeyGone, and msgspec.ValidationError for others."""
    return msgspec.json.decode(unseal(kept), type=kind, dec_hook=dec_hook)


def find_readable(kept: bytes | None, kind: type[Record], what: str) -> Record | None:
    """As `unseal_record`, for what can be done without: None where it is not there or its key is
    gone, which the log then says of `what`."""
    if kept is None:
        return None
    try:
        return unseal_record(kept, kind)
    except KeyGone:
        log.error("%s: sealed with a key that DATA_KEY does not have; passed over", what)
        return None


def reseal(kept: bytes) -> bytes | None:
    """The same under the first key; None where it is so already, or nothing is to be sealed.

    Raises KeyGone.
    """
    ring = _get_ring()
    if _is_under_first(kept, ring):
        return None
    plain = unseal(kept)
    return seal(plain) if ring.keys else None


def mark_name(name: str) -> str:
    """What stands for a name where it is only looked up: with a key, nobody can try out names."""
    return next(list_marks(name))


def list_marks(name: str) -> Iterator[str]:
    """All that may stand for a name: the newest first, and the one of before there was a key."""
    for key in _get_ring().keys:
        yield hmac.digest(key.encode(), name.encode(), "sha256")[:_MARK_BYTES].hex()
    yield sha256(name.encode()).hexdigest()[: 2 * _MARK_BYTES]


def _is_under_first(kept: bytes, ring: _Ring) -> bool:
    if not ring.keys or not kept.startswith(SEAL):
        return False
    try:
        Fernet(ring.keys[0]).decrypt(kept.removeprefix(SEAL))
    except InvalidToken:
        return False
    return True


def _get_ring() -> _Ring:
    if _ring is None:
        raise RuntimeError("this program has not said which keys it has (sealing.use_keys)")
    return _ring
