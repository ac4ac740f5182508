"""Passcodes of locked recordings: for minutes, and never to be read from Redis or its disk.

Whoever enters one has it sealed for the workers that are there: those of each machine have a key
that lives in their memory alone (`Opener`), and Redis holds only its public half. When they end,
what was sealed for them is lost for good, and is asked for anew.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from redis import Redis

from workers.domain.errors import Refused, Unavailable, Why
from workers.store.deletions import note_deletion
from workers.store.keys import Key

KEPT_FOR = timedelta(minutes=30)
"""For a recording that waits behind others; it is forgotten sooner, when it has been used."""
ANNOUNCED_FOR = timedelta(seconds=20)
"""How long workers that say nothing more are taken for being there."""
_OPENERS = Key.OPENERS.make()
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)

log = logging.getLogger(__name__)


class Opener:
    """A key that this process and its forks have, and nobody else ever."""

    def __init__(self) -> None:
        self._private = X25519PrivateKey.generate()
        self.name = self._private.public_key().public_bytes_raw().hex()
        """The public half."""

    def open(self, box: bytes, analysis_id: str) -> str:
        """What was put into the box for this key and this analysis. Raises InvalidTag."""
        return _SUITE.decrypt(box, self._private, info=analysis_id.encode()).decode()


class Passcodes:
    """What someone has entered to open a recording, by analysis. Without an opener they can be kept
    for others, and not be read."""

    def __init__(self, redis: Redis, opener: Opener | None = None) -> None:
        self._redis = redis
        self._opener = opener

    def announce(self) -> None:
        """Whoever keeps a passcode from now on does so for our opener too; to be said again within
        `ANNOUNCED_FOR`."""
        if self._opener is None:
            return
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.zadd(_OPENERS, {self._opener.name: self._now_s() + ANNOUNCED_FOR.total_seconds()})
            pipe.zremrangebyscore(_OPENERS, "-inf", self._now_s())
            pipe.expire(_OPENERS, ANNOUNCED_FOR)
            pipe.execute()

    def withdraw(self) -> None:
        """Our opener ends with us."""
        if self._opener is not None:
            self._redis.zrem(_OPENERS, self._opener.name)

    def keep(self, analysis_id: str, passcode: str) -> None:
        """For all workers that are there. Raises Unavailable where none are."""
        found = cast(list[bytes], self._redis.zrangebyscore(_OPENERS, self._now_s(), "+inf"))
        if not found:
            raise Unavailable("workers", detail="nobody is there to open a passcode")
        boxes = {name.decode(): _close(passcode, name.decode(), analysis_id) for name in found}
        with self._redis.pipeline(transaction=True) as pipe:
            key = Key.PASSCODE.make(analysis_id)
            pipe.delete(key)
            pipe.hset(key, mapping=cast(Mapping[Any, Any], boxes))
            pipe.expire(key, KEPT_FOR)
            pipe.execute()

    def read(self, analysis_id: str) -> str | None:
        """The passcode; None where nobody has entered one, or its time is over.

        Raises Refused where one was entered for workers that have ended since; it is forgotten.
        """
        boxes = cast(dict[bytes, bytes], self._redis.hgetall(Key.PASSCODE.make(analysis_id)))
        if not boxes:
            return None
        box = boxes.get(self._opener.name.encode()) if self._opener is not None else None
        if self._opener is not None and box is not None:
            with suppress(InvalidTag):
                return self._opener.open(box, analysis_id)
        log.warning("analysis %s: its passcode was kept for workers that have ended", analysis_id)
        self.forget(analysis_id)
        raise Refused(Why.PASSCODE_LOST)

    def forget(self, analysis_id: str) -> None:
        if self._redis.delete(Key.PASSCODE.make(analysis_id)):
            note_deletion(self._redis)

    def _now_s(self) -> float:
        """On Redis' own clock."""
        seconds, micros = self._redis.time()
        return float(seconds) + micros / 1e6


def _close(passcode: str, opener: str, analysis_id: str) -> bytes:
    """A box that this opener alone can open, and only for this analysis."""
    public = X25519PublicKey.from_public_bytes(bytes.fromhex(opener))
    return _SUITE.encrypt(passcode.encode(), public, info=analysis_id.encode())
