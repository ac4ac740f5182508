"""Server: the stand-in as a context manager around an HTTP server in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from types import TracebackType

from aiohttp import web

from tests.standins.symbl.calls import Received
from tests.standins.symbl.conversations import Conversations
from tests.standins.symbl.knobs import Knobs
from tests.standins.symbl.processing import RECEIVED, Processing
from tests.standins.symbl.state import Account
from tests.standins.symbl.tokens import TokenOffice
from tests.standins.symbl.webhooks import Called, Webhooks

_TOKEN_PATH = "/oauth2/token:generate"
_PAGE = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
_BODY_LIMIT = 64 << 20

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class SymblStandIn:
    """Symbl's API for one account, at `url`. `calls` is the transcript of what it was asked."""

    def __init__(self, knobs: Knobs | None = None) -> None:
        self.knobs = knobs or Knobs()
        self.app_id = "app-of-tests"
        self.app_secret = "secret-of-tests"
        self.account = Account(self.knobs)
        self.calls: list[Received] = []
        self.url = ""
        self._tokens = TokenOffice(self.knobs, self.app_id, self.app_secret)
        self._webhooks = Webhooks(self.knobs)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="symbl-stand-in", daemon=True)
        self._started = threading.Event()
        self._stopping = asyncio.Event()

    def __enter__(self) -> SymblStandIn:
        self._thread.start()
        self._started.wait(10)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(10)

    @property
    def submits(self) -> list[Received]:
        """The calls to `/v1/process/...`, whatever came of them."""
        return [call for call in self.calls if call.path.startswith("/v1/process/")]

    @property
    def webhook_calls(self) -> list[Called]:
        return self._webhooks.calls

    @property
    def tokens_issued(self) -> int:
        return self._tokens.issued

    def revoke_token(self) -> None:
        """End the current token before its time."""
        self._tokens.revoke()

    def wait_for_webhooks(self, count: int, limit_s: float = 10) -> None:
        """Come back when `count` webhook calls were made; raises TimeoutError after `limit_s`."""
        until = time.monotonic() + limit_s
        while len(self.webhook_calls) < count:
            if time.monotonic() > until:
                raise TimeoutError(f"{len(self.webhook_calls)} of {count} webhook calls")
            time.sleep(0.01)

    def change_secret(self, app_secret: str) -> None:
        """From now on only `app_secret` gets a token; one that was given out stays good."""
        self.app_secret = app_secret
        self._tokens.wants(self.app_id, app_secret)

    def finish(self) -> None:
        """End every job now."""
        self.account.finish()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        runner = web.AppRunner(self._app(), shutdown_timeout=0.1, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        self._started.set()
        await self._stopping.wait()
        await self._webhooks.close()
        await runner.cleanup()

    def _app(self) -> web.Application:
        app = web.Application(
            middlewares=[self._note, self._disturb, self._admit], client_max_size=_BODY_LIMIT
        )
        app.router.add_post(_TOKEN_PATH, self._tokens.generate)
        Processing(self.knobs, self.account, self._webhooks).add_to(app)
        Conversations(self.knobs, self.account).add_to(app)
        return app

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
            response = web.json_response({"message": error.reason}, status=error.status)
        if request.transport is not None and not request.transport.is_closing():
            received.status = response.status
        return response

    @web.middleware
    async def _disturb(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        await asyncio.sleep(self.knobs.answer_s)
        if self.knobs.moved_to is not None:
            return web.Response(status=302, headers={"Location": self.knobs.moved_to})
        if self.knobs.gateway_errors and request.path.startswith(self.knobs.gateway_path):
            self.knobs.gateway_errors -= 1
            return web.Response(text=_PAGE, content_type="text/html", status=502)
        return await handler(request)

    @web.middleware
    async def _admit(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path != _TOKEN_PATH and not self._tokens.accepts(request):
            message = "Token validation failed for provided token."
            return web.json_response({"message": message}, status=401)
        return await handler(request)
