"""conversations.*: channels, and the messages in them."""

from __future__ import annotations

from tests.standins.slack.contract import missing_scope
from tests.standins.slack.nouns import Channel, Json, Message, Refusal
from tests.standins.slack.shapes import message_json
from tests.standins.slack.state import Workspace
from tests.standins.slack.web_api.arguments import flag

FAMILY = {"public": "channels", "private": "groups", "im": "im"}
MOST = 1000


def history(workspace: Workspace, args: Json) -> Json:
    """conversations.history: newest first, without the replies"""
    channel = _readable(workspace, args["channel"])
    top = [
        each
        for each in channel.messages.values()
        if each.thread_ts is None or each.subtype == "thread_broadcast"
    ]
    return _page(workspace, args, top[::-1])


def replies(workspace: Workspace, args: Json) -> Json:
    """conversations.replies: oldest first, the parent ahead"""
    channel = _readable(workspace, args["channel"])
    asked = channel.messages.get(args["ts"])
    if asked is None:
        raise Refusal("thread_not_found")
    return _page(
        workspace, args, [each for each in channel.messages.values() if each.root == asked.root]
    )


def info(workspace: Workspace, args: Json) -> Json:
    """conversations.info"""
    channel = workspace.seen_channel(args["channel"])
    _need(workspace, channel, "read")
    return {"channel": _shape(workspace, channel)}


def members(workspace: Workspace, args: Json) -> Json:
    """conversations.members"""
    channel = workspace.seen_channel(args["channel"])
    _need(workspace, channel, "read")
    return {"members": sorted(channel.members), "response_metadata": {"next_cursor": ""}}


def open_im(workspace: Workspace, args: Json) -> Json:
    """conversations.open, for one person"""
    if "im:write" not in workspace.scopes:
        raise missing_scope("im:write", workspace.scopes)
    person = args.get("users")
    if person not in workspace.users:
        raise Refusal("user_not_found")
    with workspace.changing():
        for channel in workspace.channels.values():
            if channel.kind == "im" and person in channel.members:
                return {"channel": {"id": channel.id}, "already_open": True}
        pair = {str(person), workspace.bot.id}
        channel = Channel(id=workspace.new_id("D"), name="directmessage", kind="im", members=pair)
        workspace.channels[channel.id] = channel
        return {"channel": {"id": channel.id}}


def _readable(workspace: Workspace, channel_id: str) -> Channel:
    channel = workspace.seen_channel(channel_id)
    if workspace.bot.id not in channel.members:
        raise Refusal("not_in_channel")
    _need(workspace, channel, "history")
    return channel


def _need(workspace: Workspace, channel: Channel, act: str) -> None:
    scope = f"{FAMILY[channel.kind]}:{act}"
    if scope not in workspace.scopes:
        raise missing_scope(scope, workspace.scopes)


def _page(workspace: Workspace, args: Json, messages: list[Message]) -> Json:
    limit = int(args.get("limit") or MOST)
    if not 1 <= limit <= MOST:
        raise Refusal("invalid_limit")
    start = _start(args.get("cursor"))
    inside = [each for each in messages if _in_span(each.ts, args)]
    end = start + limit
    more = end < len(inside)
    return {
        "messages": [
            message_json(each, workspace, metadata=flag(args, "include_all_metadata"))
            for each in inside[start:end]
        ],
        "has_more": more,
        "response_metadata": {"next_cursor": f"next:{end}" if more else ""},
    }


def _start(cursor: str | None) -> int:
    if not cursor:
        return 0
    if not cursor.startswith("next:"):
        raise Refusal("invalid_cursor")
    return int(cursor.removeprefix("next:"))


def _in_span(ts: str, args: Json) -> bool:
    oldest, latest = args.get("oldest"), args.get("latest")
    if flag(args, "inclusive") and ts in {oldest, latest}:
        return True
    return (not oldest or float(ts) > float(oldest)) and (not latest or float(ts) < float(latest))


def _shape(workspace: Workspace, channel: Channel) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "is_channel": channel.kind == "public",
        "is_group": channel.kind == "private",
        "is_im": channel.kind == "im",
        "is_private": channel.kind != "public",
        "is_archived": channel.archived,
        "is_ext_shared": channel.shared,
        "is_member": workspace.bot.id in channel.members,
        "context_team_id": workspace.team,
    }
