"""Payloads of commands, clicks, submissions and shortcuts, shaped as Slack's."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from tests.standins.slack.block_values import action, state
from tests.standins.slack.nouns import Channel, Ephemeral, Json, Message, Reply, User, View
from tests.standins.slack.shapes import message_json
from tests.standins.slack.state import ResponseUrl, Workspace
from tests.standins.slack.web_api.views import view_json

ANSWER_WITHIN_S = 1800


def slash_command(
    workspace: Workspace, user: User, channel: Channel, command: str, text: str, url: str
) -> Json:
    """The form of a slash command; every value is a string."""
    return {
        "token": "verification-token",
        "team_id": workspace.team,
        "team_domain": "stand-in",
        "channel_id": channel.id,
        "channel_name": "directmessage" if channel.kind == "im" else channel.name,
        "user_id": user.id,
        "user_name": user.name.lower(),
        "command": command,
        "text": text,
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "false",
        "response_url": url,
        "trigger_id": workspace.new_trigger(user.id),
    }


def click_on_message(
    workspace: Workspace, user: User, message: Message | Ephemeral, used: tuple[str, Any], url: str
) -> Json:
    """block_actions on a message; `used` is the action_id and the value."""
    alone = isinstance(message, Ephemeral)
    channel = workspace.channels[message.channel]
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": alone,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = _gesture(workspace, user, "block_actions") | {
        "container": container,
        "channel": {"id": channel.id, "name": channel.name},
        "response_url": url,
        "state": state(message.blocks, {}),
        "actions": [action(message.blocks, *used)],
    }
    if isinstance(message, Message):
        payload["message"] = message_json(message, workspace)
    return payload


def click_in_view(
    workspace: Workspace, user: User, view: View, used: tuple[str, Any], values: Mapping[str, Any]
) -> Json:
    """block_actions in a modal or Home tab."""
    filled = state([each for each in view.blocks if each["type"] != "input"], values)
    return _gesture(workspace, user, "block_actions") | {
        "container": {"type": "view", "view_id": view.id},
        "view": view_json(workspace, view) | {"state": filled},
        "actions": [action(view.blocks, *used)],
    }


def submission(workspace: Workspace, user: User, view: View, values: Mapping[str, Any]) -> Json:
    """view_submission with every input's value."""
    filled = view_json(workspace, view) | {"state": state(view.blocks, values)}
    return _gesture(workspace, user, "view_submission") | {"view": filled, "response_urls": []}


def closing(workspace: Workspace, user: User, view: View) -> Json:
    """view_closed, for views that asked to be told."""
    shape = view_json(workspace, view)
    return _gesture(workspace, user, "view_closed") | {"view": shape, "is_cleared": False}


def shortcut(
    workspace: Workspace, user: User, callback_id: str, message: Message | None, url: str
) -> Json:
    """A message shortcut, or a global one where there is no message."""
    if message is None:
        return _gesture(workspace, user, "shortcut") | {"callback_id": callback_id}
    channel = workspace.channels[message.channel]
    return _gesture(workspace, user, "message_action") | {
        "callback_id": callback_id,
        "message_ts": message.ts,
        "message": message_json(message, workspace),
        "channel": {"id": channel.id, "name": channel.name},
        "response_url": url,
    }


def new_response_url(
    workspace: Workspace, user: User, channel: str, reply: Reply, answers_to: str | None = None
) -> tuple[str, ResponseUrl]:
    """A fresh address for answers to one gesture, and what the workspace knows of it."""
    ticket = workspace.new_id("R")
    answers = ResponseUrl(
        user=user.id,
        channel=channel,
        reply=reply,
        until=time.monotonic() + ANSWER_WITHIN_S,
        answers_to=answers_to,
    )
    workspace.response_urls[ticket] = answers
    return f"{workspace.origin}/commands/{ticket}", answers


def _gesture(workspace: Workspace, user: User, kind: str) -> Json:
    return {
        "type": kind,
        "user": {
            "id": user.id,
            "username": user.name.lower(),
            "name": user.name.lower(),
            "team_id": workspace.team,
        },
        "team": {"id": workspace.team, "domain": "stand-in"},
        "enterprise": None,
        "is_enterprise_install": False,
        "api_app_id": workspace.app_id,
        "token": "verification-token",
        "action_ts": f"{time.time():.6f}",
        "trigger_id": workspace.new_trigger(user.id),
    }
