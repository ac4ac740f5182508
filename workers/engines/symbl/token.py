"""Token: one access token for all workers, held in Redis and renewed by one of them at a time.

The API says how much life a token has *left*, and gives the same token out again until it ends.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import cast

import requests
from redis import Redis
from redis.exceptions import LockError

from workers.domain.errors import Refused, Why
from workers.engines.outside.wire import Call, NotDone, Service, Unanswered, read_result, send_call
from workers.engines.symbl.credentials import CHECK, Credentials
from workers.store.sealing import KeyGone, seal, unseal

_EARLY_MS = 120_000
_UNTOLD_LIFE_S = 60
_RENEWAL_S = 60
"""Longer than a renewal can take: connecting and answering have shorter limits."""

_DROP = """
if redis.call('GET', KEYS[1]) == ARGV[1] then
    return redis.call('DEL', KEYS[1])
end
return 0
"""


class Tokens:
    """Gives out the shared token. `redis` answers in bytes; `keys` begins the names of its keys."""

    def __init__(
        self,
        http: requests.Session,
        service: Service,
        credentials: Credentials,
        redis: Redis,
        keys: str,
    ) -> None:
        self._http = http
        self._service = service
        self._credentials = credentials
        self._redis = redis
        self._key = f"{keys}:token"
        self._drop = redis.register_script(_DROP)

    def current(self) -> str:
        """A token that is good now.

        Where it is about to end, one worker renews it while the others go on with the old one. With
        none left they come back in a second (`Unavailable`) instead of waiting in their job.
        """
        held, fresh = self._held()
        if held and fresh:
            return held
        lock = self._redis.lock(f"{self._key}:lock", timeout=_RENEWAL_S)
        if not lock.acquire(blocking=False):
            if held:
                return held
            raise NotDone("symbl: token being renewed", timedelta(seconds=1))
        try:
            held, fresh = self._held()  # someone may have renewed it before we had the lock
            return held if held and fresh else self._renewed()
        finally:
            with suppress(LockError):  # it ran out meanwhile and is another worker's
                lock.release()

    def rejected(self, token: str) -> None:
        """Forget `token`, unless it has been replaced already."""
        kept = cast(bytes | None, self._redis.get(self._key))
        if kept is not None and _read(kept)[1] == token:
            self._drop(keys=[self._key], args=[kept])

    def _held(self) -> tuple[str, bool]:
        with self._redis.pipeline() as pipe:
            pipe.get(self._key)
            pipe.pttl(self._key)
            value, left_ms = pipe.execute()
        if value is None:
            return "", False
        early_ms, token = _read(value)
        return token, left_ms > early_ms

    def _renewed(self) -> str:
        call = Call(
            method="POST",
            path="/oauth2/token:generate",
            body={
                "type": "application",
                "appId": self._credentials.app_id,
                "appSecret": self._credentials.app_secret,
            },
        )
        try:
            answer = send_call(self._http, self._service, call)
            if answer.status in (400, 401, 403):
                raise Refused(Why.ENGINE_CREDENTIALS, engine="Symbl", check=CHECK)
            body = read_result(answer, self._service)
        except Unanswered as error:  # of the token alone: what it was wanted for was not begun
            raise NotDone("symbl: no token", error.retry_after) from error
        token = body.get("accessToken") if isinstance(body, dict) else None
        if not isinstance(token, str) or not token:
            raise NotDone("symbl: no token in the answer")
        life_ms = int(_life_s(body.get("expiresIn")) * 1000)
        # Near its end the same token comes back with less life each time: half of what is left
        # keeps the number of renewals small.
        early_ms = min(_EARLY_MS, life_ms // 2)
        if life_ms > 0:
            self._redis.set(self._key, seal(f"{early_ms}:{token}".encode()), px=life_ms)
        return token


def _read(kept: bytes) -> tuple[int, str]:
    """From how many ms before its end a token is renewed, and the token; "" where its key is
    gone."""
    try:
        early_ms, _, token = unseal(kept).decode().partition(":")
    except KeyGone:
        return 0, ""
    return int(early_ms), token


def _life_s(told: object) -> float:
    return told if isinstance(told, int | float) else _UNTOLD_LIFE_S
