"""The requests beside the Web API: bytes up, bytes down, and answers to a response_url."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

from aiohttp import BodyPartReader, web

from tests.standins.slack.api_requests import faulty, record
from tests.standins.slack.blocks import check_message_blocks
from tests.standins.slack.faults import Faults
from tests.standins.slack.nouns import Ephemeral, Json, Refusal, StoredFile
from tests.standins.slack.posting import change, keep_bytes, post, remove, with_block_ids
from tests.standins.slack.shapes import type_of
from tests.standins.slack.state import ResponseUrl, Workspace
from tests.standins.slack.web_api.arguments import usable_images

LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body></body></html>"


@dataclass(kw_only=True)
class Transfers:
    """Answers `/upload/v1/...`, `/files-pri/...` and `/commands/...`."""

    workspace: Workspace
    bot_token: str
    faults: Faults

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Step two of an upload: the raw bytes, or a form with them in it; any other size fails."""
        arrived, fault = time.time(), self.faults.next_for("upload")
        content = await _uploaded_bytes(request)
        file = self.workspace.files.get(request.match_info["file_id"])
        answer = web.Response(text=f"OK - {len(content)}")
        if fault is not None and not fault.takes_effect:
            answer = web.Response(status=429 if fault.kind == "rate_limited" else fault.status)
        elif file is None or file.content is not None:
            answer = web.Response(status=404, text="no such upload")
        elif len(content) != file.length:
            answer = web.Response(status=400, text="not the length that was promised")
        else:
            keep_bytes(self.workspace, file, content)
        args = {"file": request.match_info["file_id"], "bytes": len(content)}
        outcome = {"ok": answer.status == 200}
        record(
            self.workspace, "upload", args, outcome, at=arrived, status=answer.status, fault=fault
        )
        return await faulty(request, answer, fault)

    async def download(self, request: web.Request) -> web.StreamResponse:
        """The bytes for who may have them; a login page, with status 200, for everybody else."""
        arrived, fault = time.time(), self.faults.next_for("download")
        file_id = request.match_info["place"].rpartition("-")[2]
        file = self._readable(request, file_id)
        answer = web.Response(text=LOGIN_PAGE, content_type="text/html")
        if fault is not None and not fault.takes_effect:
            answer = web.Response(status=429 if fault.kind == "rate_limited" else fault.status)
        elif file is not None:
            answer = _bytes_of(file, request)
        outcome = {"ok": file is not None and answer.status in {200, 206}}
        record(
            self.workspace,
            "download",
            {"file": file_id},
            outcome,
            at=arrived,
            status=answer.status,
            fault=fault,
        )
        return await faulty(request, answer, fault)

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """A later answer to a command or a click."""
        arrived, fault = time.time(), self.faults.next_for("response_url")
        body: Json = json.loads(await request.text())
        answer = web.Response(text="ok")
        try:
            if fault is not None and not fault.takes_effect:
                answer = web.Response(status=429 if fault.kind == "rate_limited" else fault.status)
            else:
                self._take(request.match_info["ticket"], body)
        except Refusal as refusal:
            answer = web.json_response({"ok": False, "error": refusal.error}, status=404)
        outcome = {"ok": answer.status == 200}
        record(
            self.workspace,
            "response_url",
            body,
            outcome,
            at=arrived,
            status=answer.status,
            fault=fault,
        )
        return await faulty(request, answer, fault)

    def _readable(self, request: web.Request, file_id: str) -> StoredFile | None:
        right = request.headers.get("Authorization") == f"Bearer {self.bot_token}"
        if not right or "files:read" not in self.workspace.scopes or self.workspace.dead_token:
            return None
        try:
            return self.workspace.seen_file(file_id)
        except Refusal:
            return None

    def _take(self, ticket: str, body: Json) -> None:
        url = self.workspace.response_urls.get(ticket)
        if url is None or time.monotonic() > url.until:
            raise Refusal("expired_url")
        if url.posts_left == 0:
            raise Refusal("used_url")
        check_message_blocks(body.get("blocks") or [], usable_images(self.workspace))
        with self.workspace.changing():
            url.posts_left -= 1
            url.reply.later.append(body)
            show_response(self.workspace, url, body)


def show_response(workspace: Workspace, url: ResponseUrl, body: Json) -> None:
    """Lets an answer appear: to everyone, or to the person alone, or in the clicked message."""
    channel = workspace.channels[url.channel]
    clicked = channel.messages.get(url.answers_to or "")
    text, blocks = body.get("text") or "", body.get("blocks") or []
    if clicked and body.get("delete_original"):
        remove(workspace, clicked)
    elif clicked and body.get("replace_original"):
        change(workspace, clicked, text=text, blocks=with_block_ids(workspace, blocks))
    elif body.get("response_type") == "in_channel":
        thread_ts = body.get("thread_ts")
        post(workspace, workspace.bot, channel, text=text, blocks=blocks, thread_ts=thread_ts)
    elif text or blocks:
        workspace.ephemerals.append(
            Ephemeral(
                channel=channel.id,
                user=url.user,
                ts=workspace.new_ts(),
                text=text,
                blocks=with_block_ids(workspace, blocks),
                thread_ts=body.get("thread_ts"),
            )
        )


async def _uploaded_bytes(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.read()
    parts = await request.multipart()
    part = await parts.next()
    return bytes(await part.read(decode=True)) if isinstance(part, BodyPartReader) else b""


def _bytes_of(file: StoredFile, request: web.Request) -> web.Response:
    content = file.content or b""
    headers = {
        "Content-Type": type_of(file) or "application/octet-stream",
        "Accept-Ranges": "bytes",
        "ETag": f'"{file.id}"',
    }
    wanted = request.http_range
    if wanted.start is None and wanted.stop is None:
        return web.Response(body=content, headers=headers)
    first = wanted.start or 0
    if first < 0:
        first += len(content)
    last = min(wanted.stop or len(content), len(content))
    if not 0 <= first < last:
        return web.Response(status=416, headers={"Content-Range": f"bytes */{len(content)}"})
    headers["Content-Range"] = f"bytes {first}-{last - 1}/{len(content)}"
    return web.Response(status=206, body=content[first:last], headers=headers)
