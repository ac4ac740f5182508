"""Webhooks: the stand-in calls `webhookUrl` whenever a job's state changes."""

from __future__ import annotations

import asyncio
from typing import NamedTuple

import aiohttp

from tests.standins.symbl.knobs import Knobs
from tests.standins.symbl.state import Conversation

_LOOK_S = 0.02


class Called(NamedTuple):
    """One webhook call; `status` is None where nobody answered."""

    url: str
    body: dict[str, str]
    status: int | None


class Webhooks:
    """Lives in the server's event loop; `calls` is its transcript."""

    def __init__(self, knobs: Knobs) -> None:
        self._knobs = knobs
        self._watches: set[asyncio.Task[None]] = set()
        self.calls: list[Called] = []

    def watch(self, conversation: Conversation) -> None:
        if "webhookUrl" in conversation.options:
            watch = asyncio.create_task(self._follow(conversation))
            self._watches.add(watch)
            watch.add_done_callback(self._watches.discard)

    async def close(self) -> None:
        for watch in list(self._watches):
            watch.cancel()
        await asyncio.gather(*self._watches, return_exceptions=True)

    async def _follow(self, conversation: Conversation) -> None:
        job, told = conversation.job, ""
        async with aiohttp.ClientSession() as http:
            while told not in ("completed", "failed"):
                state = job.state(self._knobs)
                if state != told:
                    body = {self._knobs.webhook_key: job.id, "status": state}
                    for _ in range(self._knobs.webhook_times):
                        await self._call(http, conversation.options["webhookUrl"], body)
                    told = state
                await asyncio.sleep(_LOOK_S)

    async def _call(self, http: aiohttp.ClientSession, url: str, body: dict[str, str]) -> None:
        try:
            async with http.post(url, json=body) as answer:
                self.calls.append(Called(url, body, answer.status))
        except aiohttp.ClientError:
            self.calls.append(Called(url, body, None))
