"""One request to the Web API: its arguments, its token, its faults, its answer, its record."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate

from aiohttp import web

from tests.standins.slack.contract import Method, methods
from tests.standins.slack.faults import Fault, Faults
from tests.standins.slack.nouns import Call, Json, Refusal
from tests.standins.slack.state import Workspace
from tests.standins.slack.web_api import METHODS


@dataclass(kw_only=True)
class WebApi:
    """Answers `/api/<method>` for the workspace that the token belongs to."""

    workspaces: Mapping[str, Workspace]
    """bot token -> workspace; the first one keeps the transcript"""
    faults: Faults
    new_socket: Callable[[str], Json]
    """Answers apps.connections.open for a token."""
    contracts: Mapping[str, Method] = field(default_factory=dict)
    contract_source: str = ""

    def __post_init__(self) -> None:
        self.contracts, self.contract_source = methods()

    @property
    def home(self) -> Workspace:
        """The workspace under test."""
        return next(iter(self.workspaces.values()))

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """The aiohttp entry point."""
        arrived = time.time()
        name = request.match_info["method"]
        args = await _arguments(request, reads_json=self._method(name).json)
        token = _token(request, args)
        fault = self.faults.next_for(name)
        response, status = self._respond(name, token, args, fault)
        self._record(name, args, response, arrived, status, fault)
        answered = web.json_response(response, status=status, headers=self._headers(token))
        return await faulty(request, answered, fault)

    def _headers(self, token: str) -> Mapping[str, str]:
        """The time by Slack's clock, and the scopes of a token that is known."""
        headers = {"Date": formatdate(time.time() + self.home.clock_ahead_s, usegmt=True)}
        workspace = self.workspaces.get(token)
        if workspace is not None:
            headers["X-OAuth-Scopes"] = ",".join(sorted(workspace.scopes))
        return headers

    def _respond(self, name: str, token: str, args: Json, fault: Fault | None) -> tuple[Json, int]:
        if fault is None or fault.takes_effect:
            response = self._result(name, token, args)
            if fault is not None and fault.kind == "failed":
                return {"ok": False, "error": "internal_error"}, fault.status
            return response, 200
        if fault.kind == "rate_limited":
            return {"ok": False, "error": "ratelimited"}, 429
        if fault.kind == "refused":
            return {"ok": False, "error": fault.error}, 200
        return {"ok": False, "error": "internal_error"}, fault.status

    def _result(self, name: str, token: str, args: Json) -> Json:
        try:
            if name == "apps.connections.open":
                return {"ok": True} | self.new_socket(token)
            workspace = self._workspace(token)
            if name not in METHODS:
                raise Refusal("unknown_method", req_method=name)
            self._method(name).check(args, workspace.scopes)
            with workspace.changing():
                return {"ok": True} | METHODS[name](workspace, args)
        except Refusal as refusal:
            return {"ok": False, "error": refusal.error} | refusal.more

    def _workspace(self, token: str) -> Workspace:
        if not token:
            raise Refusal("not_authed")
        workspace = self.workspaces.get(token)
        if workspace is None:
            raise Refusal("invalid_auth")
        if workspace.dead_token:
            raise Refusal(workspace.dead_token)
        return workspace

    def _method(self, name: str) -> Method:
        return self.contracts.get(name, Method())

    def _record(
        self, name: str, args: Json, response: Json, at: float, status: int, fault: Fault | None
    ) -> None:
        record(self.home, name, args, response, at=at, status=status, fault=fault)


def record(
    workspace: Workspace,
    name: str,
    args: Json,
    response: Json,
    *,
    at: float,
    status: int = 200,
    fault: Fault | None = None,
) -> None:
    """Adds one line to the transcript; tokens stay out of it."""
    with workspace.changing():
        workspace.transcript.append(
            Call(
                method=name,
                args={key: value for key, value in args.items() if key != "token"},
                response=response,
                at=at,
                status=status,
                fault=fault.kind if fault else None,
            )
        )


async def faulty(
    request: web.Request, response: web.Response, fault: Fault | None
) -> web.StreamResponse:
    """The response, after what the fault does to it on its way."""
    if fault is None:
        return response
    if fault.kind == "rate_limited":
        response.headers["Retry-After"] = str(fault.retry_after_s)
    if fault.delay_s:
        await asyncio.sleep(fault.delay_s)
    if fault.kind == "dropped" and request.transport is not None:
        request.transport.abort()
    return response


async def _arguments(request: web.Request, *, reads_json: bool) -> Json:
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        body = await request.text()
        if reads_json and body:
            args |= {k: v for k, v in json.loads(body).items() if v is not None}
    elif request.can_read_body:
        args |= dict(await request.post())
    return args


def _token(request: web.Request, args: Json) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme == "Bearer" and token:
        return token
    return "" if request.content_type == "application/json" else str(args.get("token", ""))
