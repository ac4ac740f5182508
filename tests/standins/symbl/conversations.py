"""Conversations: `/v1/conversations/...`, the Conversation API."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from tests.standins.symbl.insights import PARTS, analytics
from tests.standins.symbl.knobs import Knobs
from tests.standins.symbl.state import Account, Conversation, instant, messages

_UNKNOWN = {"message": "The conversationId is either invalid or does not exist."}

Answers = Callable[[web.Request, Conversation], Awaitable[web.Response]]


class Conversations:
    """The endpoints that read conversations, rename their members and delete them."""

    def __init__(self, knobs: Knobs, account: Account) -> None:
        self._knobs = knobs
        self._account = account

    def add_to(self, app: web.Application) -> None:
        one = "/v1/conversations/{id}"
        app.router.add_get("/v1/conversations", self._list)
        app.router.add_get(one, self._known(self._details))
        app.router.add_delete(one, self._known(self._delete))
        app.router.add_get(f"{one}/messages", self._known(self._messages))
        app.router.add_get(f"{one}/members", self._known(self._members))
        app.router.add_put(f"{one}/members/{{member}}", self._known(self._rename))
        app.router.add_get(f"{one}/{{part}}", self._known(self._part))

    def _known(self, answer: Answers) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answered(request: web.Request) -> web.Response:
            conversation = self._account.conversations.get(request.match_info["id"])
            if conversation is None:
                return web.json_response(_UNKNOWN, status=404)
            return await answer(request, conversation)

        return answered

    async def _list(self, request: web.Request) -> web.Response:
        """One week and twenty entries, oldest first, unless asked otherwise."""
        query = request.query
        ends = _moment(query.get("endTime")) or datetime.now(UTC)
        starts = _moment(query.get("startTime")) or ends - timedelta(days=7)
        offset, limit = int(query.get("offset", 0)), int(query.get("limit", 20))
        found = [
            _told(conversation)
            for conversation in self._account.conversations.values()
            if starts <= conversation.started <= ends
            and time.monotonic() - conversation.made >= self._knobs.listed_after_s
        ]
        if query.get("order", "asc") == "desc":
            found.reverse()
        return web.json_response({"conversations": found[offset : offset + limit]})

    async def _details(self, _: web.Request, conversation: Conversation) -> web.Response:
        return web.json_response(_told(conversation))

    async def _delete(self, _: web.Request, conversation: Conversation) -> web.Response:
        if not self._knobs.keeps_deleted:
            del self._account.conversations[conversation.id]
        return web.json_response({"message": "successfully deleted the conversation"})

    async def _messages(self, request: web.Request, conversation: Conversation) -> web.Response:
        asked = request.query.get("sentiment") == "true"
        found = messages(conversation, self._knobs, sentiment=asked)
        return web.json_response({"messages": found})

    async def _members(self, _: web.Request, conversation: Conversation) -> web.Response:
        return web.json_response({"members": conversation.members})

    async def _rename(self, request: web.Request, conversation: Conversation) -> web.Response:
        """Two members with the same address become one."""
        body, id_ = await request.json(), request.match_info["member"]
        member = next((known for known in conversation.members if known["id"] == id_), None)
        if member is None or body.get("id") != id_ or not body.get("name"):
            return web.json_response({"message": '"id" and "name" are required'}, status=400)
        member.update({key: body[key] for key in ("name", "email") if key in body})
        _merge(conversation, member)
        message = (
            f"Member with id: {id_} for conversationId: {conversation.id} updated successfully! "
            "The update should be reflected in all messages and insights along with this "
            "conversation"
        )
        return web.json_response({"message": message})

    async def _part(self, request: web.Request, conversation: Conversation) -> web.Response:
        part = request.match_info["part"]
        hidden = part == "summary" and conversation.job.unfinished
        if part in self._knobs.missing or hidden or (part != "analytics" and part not in PARTS):
            return web.json_response({"message": "Not found"}, status=404)
        if part == "analytics":
            return web.json_response(analytics(conversation))
        return web.json_response(PARTS[part])


def _merge(conversation: Conversation, member: dict[str, str]) -> None:
    if "email" not in member:
        return
    same = [other for other in conversation.members if other.get("email") == member["email"]]
    kept = same[0]
    kept.update(name=member["name"])
    gone = {other["id"] for other in same[1:]}
    conversation.members = [other for other in conversation.members if other["id"] not in gone]
    conversation.speaking = [kept["id"] if id_ in gone else id_ for id_ in conversation.speaking]


def _told(conversation: Conversation) -> dict[str, Any]:
    last = conversation.lines[-1]
    ends = conversation.started + timedelta(seconds=last.start_s + last.lasts_s)
    return {
        "id": conversation.id,
        "type": "meeting",
        "name": conversation.name,
        "startTime": instant(conversation.started),
        "endTime": instant(ends),
        "members": conversation.members,
        "metadata": {},
    }


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
