"""Processing: `/v1/process/...` and `/v1/job/...`, the Async API."""

from __future__ import annotations

import json
from typing import Any, cast

from aiohttp import web

from tests.standins.symbl import rules
from tests.standins.symbl.calls import Received
from tests.standins.symbl.knobs import Knobs
from tests.standins.symbl.state import Account, Conversation
from tests.standins.symbl.webhooks import Webhooks

RECEIVED = web.RequestKey("received", Received)


class Processing:
    """The endpoints that take recordings in and tell how their jobs are doing."""

    def __init__(self, knobs: Knobs, account: Account, webhooks: Webhooks) -> None:
        self._knobs = knobs
        self._account = account
        self._webhooks = webhooks

    def add_to(self, app: web.Application) -> None:
        app.router.add_post("/v1/process/{kind:audio|video}", self._upload)
        app.router.add_post("/v1/process/{kind:audio|video}/url", self._link)
        app.router.add_post("/v1/process/{kind:text}", self._text)
        app.router.add_get("/v1/job/{id}", self._job)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        wrong = rules.against_upload(request.match_info["kind"], request.headers)
        options, refused = rules.against_query(request.query)
        if wrong or refused:
            return _bad(wrong or refused)
        if self._account.full:
            return self._too_many()
        request[RECEIVED].upload = await request.content.read()
        return self._taken(request, self._account.recorded(options))

    async def _link(self, request: web.Request) -> web.StreamResponse:
        body = await _json(request)
        query, refused = rules.against_query(request.query)
        wrong = refused or rules.against_body(request.match_info["kind"], body)
        if wrong:
            return _bad(wrong)
        if self._account.full:
            return self._too_many()
        return self._taken(request, self._account.recorded(query | body))

    async def _text(self, request: web.Request) -> web.StreamResponse:
        body = await _json(request)
        if wrong := rules.against_body("text", body):
            return _bad(wrong)
        if self._account.full:
            return self._too_many()
        return self._taken(request, self._account.written(body))

    async def _job(self, request: web.Request) -> web.StreamResponse:
        job = self._account.jobs.get(request.match_info["id"])
        if job is None:
            return web.json_response({"message": "The jobId does not exist."}, status=404)
        return web.json_response({"id": job.id, "status": job.state(self._knobs)})

    def _taken(self, request: web.Request, conversation: Conversation) -> web.StreamResponse:
        self._webhooks.watch(conversation)
        if self._knobs.drops:
            self._knobs.drops -= 1
            transport = request.transport
            if transport is not None:
                cast("Any", transport).abort()
        ids = {"conversationId": conversation.id, "jobId": conversation.job.id}
        return web.json_response(ids, status=201)

    def _too_many(self) -> web.Response:
        message = (
            f"This API has a limit of maximum of `{self._knobs.concurrency}` number of concurrent "
            "jobs per account. If you are looking to scale, please contact us."
        )
        told = self._knobs.retry_after
        return web.json_response(
            {"statusCode": 429, "message": message},
            status=429,
            headers={"Retry-After": told} if told else {},
        )


async def _json(request: web.Request) -> Any:
    if request.content_type != "application/json":
        return None
    try:
        request[RECEIVED].body = json.loads(await request.read())
    except ValueError:
        return None
    return request[RECEIVED].body


def _bad(message: str | None) -> web.Response:
    return web.json_response({"message": message}, status=400)
