"""Server: uploads, orders, transcripts, and the call when one is done."""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
import uuid
from datetime import UTC, datetime
from typing import Any, NamedTuple

import aiohttp
from aiohttp import web

from tests.standins.assemblyai import rules
from tests.standins.assemblyai.state import Knobs, Transcript, tell
from tests.standins.served import RECEIVED, Received, Served

_WORDS = {
    404: "Not found",
    429: "Too many requests",
    500: "Server error, developers have been alerted.",
}
_LOOK_S = 0.02


class Called(NamedTuple):
    """One webhook call; `status` is None where nobody answered."""

    url: str
    headers: dict[str, str]
    body: dict[str, str]
    status: int | None


class AssemblyAIStandIn(Served):
    """One project's account, at `url`."""

    def __init__(self, knobs: Knobs | None = None) -> None:
        super().__init__()
        self.knobs = knobs or Knobs()
        self.key = "key-of-tests"
        self.uploads: dict[str, bytes] = {}
        self.digests: dict[str, str] = {}
        self.transcripts: dict[str, Transcript] = {}
        self.webhook_calls: list[Called] = []
        self._watches: set[asyncio.Task[None]] = set()

    @property
    def orders(self) -> list[Received]:
        """The orders of transcripts, whatever came of them."""
        return [
            call for call in self.calls if (call.method, call.path) == ("POST", "/v2/transcript")
        ]

    def sounds_ordered(self) -> list[str]:
        """The sound of each transcript: a digest of what was uploaded, or the link."""
        return [
            self.digests.get(each.order["audio_url"], each.order["audio_url"])
            for each in list(self.transcripts.values())
        ]

    def finish(self) -> None:
        """End every job now."""
        for transcript in self.transcripts.values():
            transcript.finish()

    def wait_for_webhooks(self, count: int, limit_s: float = 10) -> None:
        """Come back when `count` webhook calls were made; raises TimeoutError."""
        until = time.monotonic() + limit_s
        while len(self.webhook_calls) < count:
            if time.monotonic() > until:
                raise TimeoutError(f"{len(self.webhook_calls)} of {count} webhook calls")
            time.sleep(0.01)

    def add_routes(self, app: web.Application) -> None:
        app.router.add_post("/v2/upload", self._upload)
        app.router.add_post("/v2/transcript", self._order)
        app.router.add_get("/v2/transcript", self._list)
        app.router.add_get("/v2/transcript/{id}", self._read)
        app.router.add_delete("/v2/transcript/{id}", self._delete)

    def admit(self, request: web.Request) -> web.StreamResponse | None:
        if request.headers.get("Authorization") == self.key:
            return None
        return _bad("Authentication error, API token missing/invalid", 401)

    def spell(self, status: int) -> web.Response:
        return _bad(_WORDS.get(status, "Bad request"), status)

    async def close(self) -> None:
        for watch in list(self._watches):
            watch.cancel()
        await asyncio.gather(*self._watches, return_exceptions=True)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        if request.content_type.startswith(("multipart/", "application/json")):
            return _bad("Upload failed, please send the raw bytes of a file")
        body = await request.read()
        request[RECEIVED].upload = body
        if not body:
            return _bad("Upload failed, the body is empty")
        upload_url = f"{self.url}/cdn/{uuid.uuid4()}"
        self.uploads[upload_url] = body
        self.digests[upload_url] = hashlib.sha256(body).hexdigest()
        return web.json_response({"upload_url": upload_url})

    async def _order(self, request: web.Request) -> web.StreamResponse:
        try:
            body = json.loads(await request.read())
        except ValueError:
            return _bad(rules.SCHEMA)
        request[RECEIVED].body = body
        wrong = rules.check_order(body) or self._unfit(body)
        if wrong:
            return _bad(wrong)
        if not self.knobs.balance:
            return _bad(
                "Your current account balance is negative. Please top up to continue using the API."
            )
        if "/cdn/" in body["audio_url"] and body["audio_url"] not in self.uploads:
            return _bad("Cannot access uploaded file", 403)
        made = Transcript(body, self.knobs.job_s, self.knobs.error)
        self.transcripts[made.id] = made
        self._watch(made)
        if self.drop(request):
            return web.Response()
        return web.json_response(tell(made, self.knobs) | {"status": "queued"})

    def _unfit(self, body: dict[str, Any]) -> str | None:
        asked = {name for name, value in body.items() if value is True}
        unfit = self.knobs.unfit & asked
        foreign = body.get("language_code", "en_us") not in rules.ENGLISH
        if "sentiment_analysis" in asked and foreign and not body.get("language_detection"):
            unfit |= {"sentiment_analysis"}
        return rules.UNFIT.format(", ".join(sorted(unfit))) if unfit else None

    async def _list(self, request: web.Request) -> web.StreamResponse:
        limit = int(request.query.get("limit", 10))
        if not 1 <= limit <= 200:
            return _bad("limit must be between 1 and 200")
        now = datetime.now(UTC)
        listed = [
            each
            for each in reversed(self.transcripts.values())
            if (now - each.created).total_seconds() >= self.knobs.listed_after_s
        ]
        before = request.query.get("before_id")
        if before is not None:
            ids = [each.id for each in listed]
            listed = listed[ids.index(before) + 1 :] if before in ids else []
        page = [
            {
                "id": each.id,
                "resource_url": f"{self.url}/v2/transcript/{each.id}",
                "status": each.status,
                "created": each.created.replace(tzinfo=None).isoformat(),
                "completed": None,
                "audio_url": "http://deleted_by_user" if each.deleted else each.order["audio_url"],
                "error": each.error,
            }
            for each in listed[:limit]
        ]
        details = {
            "limit": limit,
            "result_count": len(page),
            "current_url": f"{self.url}{request.path_qs}",
            "prev_url": None,
            "next_url": None,
        }
        return web.json_response({"page_details": details, "transcripts": page})

    async def _read(self, request: web.Request) -> web.StreamResponse:
        found = self.transcripts.get(request.match_info["id"])
        if found is None:
            return _bad("Transcript lookup error, transcript id not found")
        return web.json_response(tell(found, self.knobs))

    async def _delete(self, request: web.Request) -> web.StreamResponse:
        found = self.transcripts.get(request.match_info["id"])
        if found is None:
            return _bad("Transcript lookup error, transcript id not found")
        if not self.knobs.keeps_deleted:
            found.deleted = True
            self.uploads.pop(found.order["audio_url"], None)
        return web.json_response(tell(found, self.knobs))

    def _watch(self, made: Transcript) -> None:
        if "webhook_url" in made.order:
            watch = asyncio.create_task(self._call_when_done(made))
            self._watches.add(watch)
            watch.add_done_callback(self._watches.discard)

    async def _call_when_done(self, made: Transcript) -> None:
        while made.status not in ("completed", "error"):
            await asyncio.sleep(_LOOK_S)
        order = made.order
        headers = {}
        if "webhook_auth_header_name" in order:
            headers[order["webhook_auth_header_name"]] = order["webhook_auth_header_value"]
        body = {"transcript_id": made.id, "status": made.status}
        async with aiohttp.ClientSession() as http:
            for _ in range(self.knobs.webhook_times):
                try:
                    async with http.post(order["webhook_url"], json=body, headers=headers) as told:
                        status: int | None = told.status
                except aiohttp.ClientError:
                    status = None
                self.webhook_calls.append(Called(order["webhook_url"], headers, body, status))


def _bad(words: str, status: int = 400) -> web.Response:
    return web.json_response({"error": words}, status=status)
