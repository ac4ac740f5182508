"""Server: one long call, answered when it has heard everything."""

from __future__ import annotations

import asyncio
import uuid

from aiohttp import web

from tests.standins.deepgram.answers import Knobs, tell
from tests.standins.deepgram.rules import NO_MODEL, check_options
from tests.standins.served import RECEIVED, Received, Served

__all__ = ["DeepgramStandIn", "Knobs"]

_CODES = {404: "NOT_FOUND", 429: "TOO_MANY_REQUESTS", 500: "INTERNAL_SERVER_ERROR"}


class DeepgramStandIn(Served):
    """One project, at `url`."""

    def __init__(self, knobs: Knobs | None = None) -> None:
        super().__init__()
        self.knobs = knobs or Knobs()
        self.key = "key-of-tests"
        self.paid = 0
        """How many calls were carried out, whatever became of their answers."""
        self.at_once = 0
        self.most_at_once = 0

    @property
    def heard(self) -> list[Received]:
        """The calls to `/v1/listen`, whatever came of them."""
        return [call for call in self.calls if call.path == "/v1/listen"]

    def add_routes(self, app: web.Application) -> None:
        app.router.add_post("/v1/listen", self._listen)

    def admit(self, request: web.Request) -> web.StreamResponse | None:
        if request.headers.get("Authorization") == f"Token {self.key}":
            return None
        return _bad(401, "INVALID_AUTH", "Invalid credentials.")

    def spell(self, status: int) -> web.Response:
        code = _CODES.get(status, "Bad Request")
        return web.json_response(
            {"category": code, "message": code, "details": code, "request_id": "r-1"}, status=status
        )

    async def _listen(self, request: web.Request) -> web.StreamResponse:
        options = {name: request.query.getall(name) for name in request.query}
        received = request[RECEIVED]
        received.body = options
        received.upload = await request.read()
        refused = self._refusal(request, received.upload)
        if refused is not None:
            return refused
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.knobs.work_s)
        finally:
            self.at_once -= 1
        self.paid += 1
        if self.drop(request):
            return web.Response()
        return web.json_response(tell(options, self.knobs))

    def _refusal(self, request: web.Request, upload: bytes) -> web.StreamResponse | None:
        knobs, options = self.knobs, request[RECEIVED].body
        if knobs.refusal is not None:
            status, told = knobs.refusal
            if isinstance(told, str):
                return web.Response(status=status, text=told)
            return web.json_response(told, status=status)
        if not knobs.balance:
            return _bad(402, "ASR_PAYMENT_REQUIRED", "Project does not have enough credits.")
        if self.at_once >= knobs.concurrency:
            return _bad(429, "TOO_MANY_REQUESTS", "Too many requests. Please try again later")
        return _refuse_bad(options, upload, request.content_type, knobs)


def _refuse_bad(
    options: dict[str, list[str]], upload: bytes, content_type: str, knobs: Knobs
) -> web.StreamResponse | None:
    wrong = check_options(options)
    if wrong is not None:
        return _bad(400, "Bad Request" if wrong == NO_MODEL else "INVALID_QUERY_PARAMETER", wrong)
    if not upload or upload.startswith(b"{") or content_type == "application/json":
        said = "Bad Request: failed to process audio: corrupt or unsupported data"
        return _bad(400, "Bad Request", said)
    if knobs.token_limit and options.get("sentiment") == ["true"]:
        return _bad(400, "TOKEN_LIMIT_EXCEEDED", "Text input currently supports up to 150K.")
    return None


def _bad(status: int, code: str, said: str) -> web.Response:
    body = {"err_code": code, "err_msg": said, "request_id": str(uuid.uuid4())}
    return web.json_response(body, status=status)
