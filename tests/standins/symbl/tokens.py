"""Tokens: the same one is given out until it ends, each time with less life left."""

from __future__ import annotations

import itertools
import time

from aiohttp import web

from tests.standins.symbl.knobs import Knobs


class TokenOffice:
    """Gives out tokens for one application and knows which one is good."""

    def __init__(self, knobs: Knobs, app_id: str, app_secret: str) -> None:
        self._knobs = knobs
        self.wants(app_id, app_secret)
        self._numbers = itertools.count(1)
        self._token = ""
        self._ends = 0.0
        self.issued = 0
        """How many requests for a token were answered with one."""

    def wants(self, app_id: str, app_secret: str) -> None:
        """Give tokens to this application only."""
        self._wanted = {"type": "application", "appId": app_id, "appSecret": app_secret}

    async def generate(self, request: web.Request) -> web.Response:
        if await request.json() != self._wanted:
            return web.json_response({"message": "Unauthorized"}, status=401)
        if time.monotonic() >= self._ends:
            self._token = f"token-{next(self._numbers)}"
            self._ends = time.monotonic() + self._knobs.token_life_s
        self.issued += 1
        left_s = round(self._ends - time.monotonic(), 3)
        return web.json_response({"accessToken": self._token, "expiresIn": left_s})

    def revoke(self) -> None:
        """End the current token before its time."""
        self._ends = 0.0

    def accepts(self, request: web.Request) -> bool:
        """Whether the request carries the good token, in the current header or the old one."""
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        given = given or request.headers.get("x-api-key", "")
        return bool(given) and given == self._token and time.monotonic() < self._ends
