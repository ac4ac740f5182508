"""Served: an HTTP server in a thread of its own, with a transcript and faults, for stand-ins."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from aiohttp import web

PAGE = "<html><head><title>503 Service Unavailable</title></head><body>nginx</body></html>"
_BODY_LIMIT = 256 << 20

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Received:
    """One request; `body` is what a stand-in made of it, `upload` the bytes of a file."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any = None
    upload: bytes = field(default=b"", repr=False)
    status: int | None = None
    """What was answered; None where the connection was broken instead."""


@dataclass
class Faults:
    """What goes wrong on the way; turn at any time."""

    answer_s: float = 0.0
    """How slow every answer is."""
    gateway_errors: int = 0
    """The next so many requests get a gateway's HTML page with 503."""
    server_errors: int = 0
    """The next so many requests get 500 with the vendor's own words."""
    busy: int = 0
    """The next so many requests get 429."""
    retry_after: str | None = None
    """Sent with 429."""
    only: str = "/"
    """Which paths these are for."""
    method: str | None = None
    """And which method, if not all."""
    drops: int = 0
    """The next so many submits are carried out, but the connection breaks before the answer."""


RECEIVED = web.RequestKey("received", Received)


class Served:
    """A server at `url`; `calls` is the transcript of what it was asked.

    A stand-in adds its routes in `add_routes` and spells its own errors in `spell`.
    """

    def __init__(self) -> None:
        self.faults = Faults()
        self.calls: list[Received] = []
        self.url = ""
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="stand-in", daemon=True)
        self._started = threading.Event()
        self._stopping = asyncio.Event()

    def add_routes(self, app: web.Application) -> None:
        raise NotImplementedError

    def admit(self, request: web.Request) -> web.StreamResponse | None:
        """The refusal of a request that is not signed as it should be; None lets it in."""
        raise NotImplementedError

    def spell(self, status: int) -> web.Response:
        """The vendor's own error."""
        raise NotImplementedError

    async def close(self) -> None:
        """End what runs in the loop beside the server."""

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._started.wait(10)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(10)

    def drop(self, request: web.Request) -> bool:
        """Whether to break the connection now, with the work done; it is broken then."""
        if not self.faults.drops:
            return False
        self.faults.drops -= 1
        if request.transport is not None:
            request.transport.abort()
        return True

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(self._serve())
        self.loop.close()

    async def _serve(self) -> None:
        app = web.Application(
            middlewares=[self._note, self._disturb, self._admit], client_max_size=_BODY_LIMIT
        )
        self.add_routes(app)
        runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        self._started.set()
        await self._stopping.wait()
        await self.close()
        await runner.cleanup()

    @web.middleware
    async def _note(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        received = Received(
            request.method, request.path, dict(request.query), dict(request.headers)
        )
        request[RECEIVED] = received
        self.calls.append(received)
        try:
            response = await handler(request)
        except web.HTTPException as error:
            response = self.spell(error.status)
        if request.transport is not None and not request.transport.is_closing():
            received.status = response.status
        return response

    @web.middleware
    async def _disturb(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        faults = self.faults
        await asyncio.sleep(faults.answer_s)
        meant = request.path.startswith(faults.only) and faults.method in (None, request.method)
        if meant and faults.gateway_errors:
            faults.gateway_errors -= 1
            return web.Response(text=PAGE, content_type="text/html", status=503)
        if meant and faults.server_errors:
            faults.server_errors -= 1
            return self.spell(500)
        if meant and faults.busy:
            faults.busy -= 1
            answer = self.spell(429)
            if faults.retry_after is not None:
                answer.headers["Retry-After"] = faults.retry_after
            return answer
        return await handler(request)

    @web.middleware
    async def _admit(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        return self.admit(request) or await handler(request)
