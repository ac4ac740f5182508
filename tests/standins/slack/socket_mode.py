"""The Socket Mode way to the bot: envelopes over a WebSocket that the bot opened."""

from __future__ import annotations

import asyncio
import itertools
import json
import secrets
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.standins.slack.delivery import Answer, Kind
from tests.standins.slack.nouns import Json, Refusal
from tests.standins.slack.state import Workspace

MOST_SOCKETS = 10


@dataclass(kw_only=True)
class Sockets:
    """The bot's open sockets; each payload goes to one of them, in turn."""

    workspace: Workspace
    app_token: str
    limit_s: float = 3.0
    open: list[web.WebSocketResponse] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._tickets: set[str] = set()
        self._waiting: dict[str, asyncio.Future[Json]] = {}
        self._turn = itertools.count()
        self._connected = asyncio.Event()

    def new_url(self, token: str) -> Json:
        """apps.connections.open: an address that is good for one connection."""
        if token != self.app_token:
            raise Refusal("not_allowed_token_type" if token.startswith("xoxb-") else "invalid_auth")
        ticket = secrets.token_hex(8)
        self._tickets.add(ticket)
        address = self.workspace.origin.replace("http://", "ws://")
        return {"url": f"{address}/link/?ticket={ticket}&app_id={self.workspace.app_id}"}

    async def accept(self, request: web.Request) -> web.StreamResponse:
        """The aiohttp entry point of a connection: hello, then acks until it closes."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403, text="this ticket was used, or never given")
        self._tickets.remove(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if len(self.open) >= MOST_SOCKETS:
            await self._disconnect(socket, "too_many_websockets")
            return socket
        self.open.append(socket)
        await socket.send_json(self._hello())
        self._note_sockets()
        try:
            await self._read_acks(socket)
        finally:
            self._leave(socket)
        return socket

    async def carry(self, kind: Kind, payload: Json, retry: int, reason: str | None) -> Answer:
        """One envelope to one socket; waits for a socket where there is none yet."""
        try:
            async with asyncio.timeout(self.limit_s):
                await self._connected.wait()
                ack = await self._send(kind, payload, retry, reason)
        except TimeoutError:
            return Answer(status=None, problem="timeout")
        except ConnectionError:
            return Answer(status=None, problem="connection_failed")
        body = ack.get("payload")
        return Answer(status=200, body="" if body is None else json.dumps(body))

    async def refresh(self, reason: str) -> None:
        """Tells the sockets to come back: `warning`, `refresh_requested` or `link_disabled`.

        A `warning` changes nothing yet; after the others nothing more is sent over the old sockets.
        """
        for socket in list(self.open):
            if reason != "warning":
                self._leave(socket)
            await self._disconnect(socket, reason)

    async def drop(self) -> None:
        """Closes the sockets without a word, as when a network breaks."""
        for socket in list(self.open):
            self._leave(socket)
            await socket.close()

    async def _send(self, kind: Kind, payload: Json, retry: int, reason: str | None) -> Json:
        socket = self.open[next(self._turn) % len(self.open)]
        envelope: Json = {
            "envelope_id": secrets.token_hex(16),
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry, "retry_reason": reason or ""}
        ack: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = ack
        try:
            await socket.send_json(envelope)
            return await ack
        finally:
            del self._waiting[envelope["envelope_id"]]

    async def _read_acks(self, socket: web.WebSocketResponse) -> None:
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            answer = json.loads(frame.data)
            waiting = self._waiting.get(answer.get("envelope_id", ""))
            if waiting is not None and not waiting.done():
                waiting.set_result(answer)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.open),
            "connection_info": {"app_id": self.workspace.app_id},
            "debug_info": {"host": "stand-in", "approximate_connection_time": 18060},
        }

    async def _disconnect(self, socket: web.WebSocketResponse, reason: str) -> None:
        await socket.send_json(
            {"type": "disconnect", "reason": reason, "debug_info": {"host": "stand-in"}}
        )
        if reason in {"link_disabled", "too_many_websockets"}:
            await socket.close()  # after the other reasons, the client hangs up when it has moved

    def _leave(self, socket: web.WebSocketResponse) -> None:
        if socket in self.open:
            self.open.remove(socket)
        self._note_sockets()

    def _note_sockets(self) -> None:
        if self.open:
            self._connected.set()
        else:
            self._connected.clear()
        with self.workspace.changing():
            pass  # those who wait for a connection look again
