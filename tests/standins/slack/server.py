"""The HTTP server: its own thread, its own loop, one free port on 127.0.0.1."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

import aiohttp
from aiohttp import web

Done = TypeVar("Done")

LARGEST_BODY = 2 * 1024**3


class Server:
    """Serves the routes it is given until it is stopped; work can be handed to its loop."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop
        self._thread = threading.Thread(target=self._run, name="slack-stand-in", daemon=True)
        self._runner: web.AppRunner | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self.session: aiohttp.ClientSession | None = None

    def start(self, routes: list[web.RouteDef], port: int = 0) -> int:
        """Starts listening and returns the port."""
        self._loop = asyncio.new_event_loop()
        self._thread.start()
        return self.wait_for(self._open(routes, port))

    def stop(self) -> None:
        """Closes every connection, ends what is under way, and ends the thread."""
        self.wait_for(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def wait_for(self, work: Coroutine[Any, Any, Done]) -> Done:
        """Runs a coroutine on the loop and returns its result; not to be called on the loop."""
        future: Future[Done] = asyncio.run_coroutine_threadsafe(work, self._loop)
        return future.result()

    def start_soon(self, work: Callable[[], Coroutine[Any, Any, Any]]) -> None:
        """Runs a coroutine on the loop, from any thread, without waiting for it."""
        self._loop.call_soon_threadsafe(self._begin, work)

    def later(self, seconds: float, act: Callable[[], None]) -> None:
        """Calls something on the loop after so many seconds, from any thread."""

        async def wait_and_act() -> None:
            await asyncio.sleep(seconds)
            act()

        self.start_soon(wait_and_act)

    def _begin(self, work: Callable[[], Coroutine[Any, Any, Any]]) -> None:
        task = self._loop.create_task(work())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    async def _open(self, routes: list[web.RouteDef], port: int) -> int:
        self.session = aiohttp.ClientSession()
        app = web.Application(client_max_size=LARGEST_BODY)
        app.add_routes(routes)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        found: int = self._runner.addresses[0][1]
        return found

    async def _close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._runner is not None:
            await self._runner.cleanup()
        if self.session is not None:
            await self.session.close()
