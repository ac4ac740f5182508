"""Events: what the bot is told of, and in which shape."""

from __future__ import annotations

import re
import time

from tests.standins.slack.nouns import Channel, Json, Message, StoredFile
from tests.standins.slack.rich_text import rich_text
from tests.standins.slack.shapes import message_json
from tests.standins.slack.state import Workspace

CHANNEL_TYPES = {"public": "channel", "private": "group", "im": "im"}
SUBSCRIPTION = {"public": "message.channels", "private": "message.groups", "im": "message.im"}
SCOPES = {
    "app_mention": "app_mentions:read",
    "channel_shared": "channels:read",
    "file_shared": "files:read",
    "member_joined_channel": "channels:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
}
LEFT_OUT_WHEN_BARE = ("client_msg_id", "channel_type", "blocks", "team")


def announce_message(workspace: Workspace, message: Message) -> None:
    """Tells the bot of a new message, and again where it is mentioned in it."""
    channel = workspace.channels[message.channel]
    event = _message_event(workspace, channel, message)
    _announce(workspace, channel, SUBSCRIPTION[channel.kind], event)
    if f"<@{workspace.bot.id}>" in message.text and channel.kind != "im":
        mention = {name: value for name, value in event.items() if name != "channel_type"}
        mention.pop("subtype", None)
        _announce(workspace, channel, "app_mention", mention | {"type": "app_mention"})


def announce_arrival(
    workspace: Workspace, channel: Channel, user: str, inviter: str | None = None
) -> None:
    """Tells that somebody, perhaps the bot itself, is in the channel now."""
    event = {
        "type": "member_joined_channel",
        "user": user,
        "channel": channel.id,
        "channel_type": "G" if channel.kind == "private" else "C",
        "team": workspace.team,
        "inviter": inviter,
    }
    _announce(workspace, channel, "member_joined_channel", event)


def announce_sharing(workspace: Workspace, channel: Channel) -> None:
    """Tells that another organisation has come into a channel."""
    event = {
        "type": "channel_shared",
        "connected_team_id": "T0ELSEWHERE",
        "channel": channel.id,
    }
    _announce(workspace, channel, "channel_shared", event)


def announce_file(workspace: Workspace, channel: Channel, file: StoredFile) -> None:
    """The event of its own that an upload brings; it knows no ts."""
    event = {
        "type": "file_shared",
        "channel_id": channel.id,
        "file_id": file.id,
        "user_id": file.owner,
        "file": {"id": file.id},
    }
    _announce(workspace, channel, "file_shared", event)


def announce_change(workspace: Workspace, before: Message, after: Message | None) -> None:
    """Tells of an edit, or of a deletion where nothing is left."""
    channel = workspace.channels[before.channel]
    event: Json = {
        "type": "message",
        "subtype": "message_changed" if after else "message_deleted",
        "hidden": True,
        "channel": channel.id,
        "channel_type": CHANNEL_TYPES[channel.kind],
        "previous_message": message_json(before, workspace),
        "ts": workspace.new_ts(),
    }
    if after:
        event["message"] = message_json(after, workspace)
    else:
        event["deleted_ts"] = before.ts
    _announce(workspace, channel, SUBSCRIPTION[channel.kind], event)


def announce(workspace: Workspace, event: Json) -> None:
    """Tells of something that belongs to no channel, as `app_home_opened` or `app_uninstalled`."""
    if event["type"] in workspace.subscriptions:
        workspace.emit(_envelope(workspace, event))


def _message_event(workspace: Workspace, channel: Channel, message: Message) -> Json:
    event = message_json(message, workspace)
    event |= {"channel": channel.id, "channel_type": CHANNEL_TYPES[channel.kind]}
    if message.text and "blocks" not in event:
        event["blocks"] = [rich_text(message.text, message.ts)]
    return event


def _announce(workspace: Workspace, channel: Channel, subscription: str, event: Json) -> None:
    if subscription not in workspace.subscriptions or workspace.bot.id not in channel.members:
        return
    if SCOPES[subscription] not in workspace.scopes or workspace.dead_token:
        return
    event = event | {"event_ts": event.get("ts") or workspace.new_ts()}
    if workspace.bare_payloads:
        event = {name: each for name, each in event.items() if name not in LEFT_OUT_WHEN_BARE}
    workspace.emit(_envelope(workspace, event, shared=channel.shared))


def _envelope(workspace: Workspace, event: Json, *, shared: bool = False) -> Json:
    envelope: Json = {
        "token": "verification-token",
        "team_id": workspace.team,
        "api_app_id": workspace.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": workspace.new_id("Ev"),
        "event_time": int(time.time()),
    }
    if workspace.bare_payloads:
        return envelope
    return envelope | {
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": workspace.team,
                "user_id": workspace.bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": shared,
        "event_context": f"4-{re.sub('[^a-zA-Z0-9]', '', envelope['event_id'])}",
    }
