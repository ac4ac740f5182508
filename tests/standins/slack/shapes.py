"""The workspace's nouns as the JSON that Slack sends for them."""

from __future__ import annotations

import mimetypes
import time
from urllib.parse import quote

from tests.standins.slack.nouns import Json, Message, StoredFile, User
from tests.standins.slack.state import Workspace

IMAGES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}


def is_processed(file: StoredFile) -> bool:
    """Whether Slack has looked at the bytes by now."""
    return file.processed_at is not None and file.processed_at <= time.time()


def type_of(file: StoredFile) -> str:
    """The media type as Slack finds it; empty until the file is processed."""
    if not is_processed(file):
        return ""
    for signature, image in IMAGES.items():
        if (file.content or b"").startswith(signature):
            return image
    guessed = file.promised_type or mimetypes.guess_type(file.name)[0]
    return guessed or "application/octet-stream"


def message_json(message: Message, workspace: Workspace, *, metadata: bool = True) -> Json:
    """A message as methods and events carry it."""
    parent = message.thread_ts or (message.ts if _replies(message, workspace) else None)
    shape: Json = {
        "type": "message",
        "subtype": message.subtype,
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "team": workspace.team,
        "thread_ts": parent,
        "bot_id": message.bot_id,
        "app_id": workspace.app_id if message.user == workspace.bot.id else None,
        "client_msg_id": message.client_msg_id,
        "blocks": list(message.blocks) or None,
        "files": [file_json(each, workspace, glimpse=True) for each in message.files] or None,
        "metadata": message.metadata if metadata else None,
        "reactions": _reactions(message) or None,
    }
    if message.edited:
        shape["edited"] = {"user": message.user, "ts": workspace.new_ts()}
    if _replies(message, workspace):
        shape["reply_count"] = len(_replies(message, workspace))
    return {name: value for name, value in shape.items() if value is not None}


def _replies(message: Message, workspace: Workspace) -> list[Message]:
    return [
        each
        for each in workspace.channels[message.channel].messages.values()
        if each.thread_ts == message.ts
    ]


def _reactions(message: Message) -> list[Json]:
    names = dict.fromkeys(name for name, _ in message.reactions)
    return [
        {"name": name, "users": users, "count": len(users)}
        for name in names
        if (users := [user for given, user in message.reactions if given == name])
    ]


def file_json(file: StoredFile, workspace: Workspace, *, glimpse: bool = False) -> Json:
    """A file object; with `glimpse`, as events show it (only the id where it is from elsewhere)."""
    if file.deleted:
        return {"id": file.id, "mode": "tombstone"}
    if glimpse and file.from_elsewhere:
        return {
            "id": file.id,
            "mode": "file_access",
            "file_access": "check_file_info",
            "created": 0,
            "user": "",
        }
    place, named = f"{workspace.origin}/files-pri/{workspace.team}-{file.id}", quote(file.name)
    kind = type_of(file)
    channels = [workspace.channels[each] for each in file.shares]
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "mimetype": kind,
        "filetype": file.name.rpartition(".")[2] if kind else "",
        "user": file.owner,
        "user_team": workspace.team,
        "mode": "hosted",
        "size": file.length,
        "is_external": False,
        "is_public": any(each.kind == "public" for each in channels),
        "file_access": "visible",
        "alt_txt": file.alt_text,
        "url_private": f"{place}/{named}",
        "url_private_download": f"{place}/download/{named}",
        "permalink": f"{workspace.origin}/files/{file.owner}/{file.id}/{file.name}",
        "channels": [each.id for each in channels if each.kind == "public"],
        "groups": [each.id for each in channels if each.kind == "private"],
        "ims": [each.id for each in channels if each.kind == "im"],
        "shares": _shares(file, workspace),
    }


def _shares(file: StoredFile, workspace: Workspace) -> Json:
    shares: Json = {}
    for channel_id, places in file.shares.items():
        channel = workspace.channels[channel_id]
        side = "public" if channel.kind == "public" else "private"
        shares.setdefault(side, {})[channel_id] = [
            {
                "ts": ts,
                "thread_ts": channel.messages[ts].root if ts in channel.messages else ts,
                "channel_name": channel.name,
                "team_id": workspace.team,
                "share_user_id": file.owner,
            }
            for ts in places
        ]
    return shares


def user_json(user: User, workspace: Workspace) -> Json:
    """A user object as `users.info` gives it."""
    return {
        "id": user.id,
        "team_id": user.team or workspace.team,
        "name": user.name.lower().replace(" ", "."),
        "real_name": user.name,
        "tz": user.timezone,
        "is_bot": user.bot_id is not None,
        "is_admin": user.admin,
        "is_owner": False,
        "is_restricted": user.guest,
        "is_ultra_restricted": False,
        "deleted": False,
        "profile": {
            "display_name": user.name,
            "real_name": user.name,
            "bot_id": user.bot_id,
            "email": user.email or None,
        },
    }
