"""The workspace as one self-contained HTML page."""

from __future__ import annotations

from datetime import datetime
from html import escape
from pathlib import Path

from tests.standins.slack.nouns import Channel, Ephemeral, Message, StoredFile
from tests.standins.slack.page_blocks import blocks_html
from tests.standins.slack.page_marks import EMOJI, mrkdwn_html
from tests.standins.slack.shapes import type_of
from tests.standins.slack.state import Workspace

FRAME = Path(__file__).with_name("page.html").read_text("utf-8")
COLOURS = ("#4a6fa5", "#9c5b8f", "#2e8b74", "#b5703a", "#6a6fb0", "#8a8130")


def workspace_html(workspace: Workspace) -> str:
    """Channels with their threads, Home tabs and open modals."""
    channels = [each for each in workspace.channels.values() if each.messages]
    names = "".join(f'<a href="#{each.id}">{_channel_name(each)}</a>' for each in channels)
    body = "".join(_channel(workspace, each) for each in channels) or "<p>Nothing was said yet.</p>"
    body += "".join(_view(workspace, view_id) for view_id in workspace.views)
    return (
        FRAME.replace("{{channels}}", names)
        .replace("{{body}}", body)
        .replace("{{version}}", str(workspace.version))
    )


def _channel(workspace: Workspace, channel: Channel) -> str:
    roots = [each for each in channel.messages.values() if each.thread_ts is None]
    inner = "".join(_thread(workspace, channel, each) for each in roots)
    inner += _ephemerals(workspace, channel, None)
    return f'<section id="{channel.id}"><h2>{_channel_name(channel)}</h2>{inner}</section>'


def _channel_name(channel: Channel) -> str:
    sign = {"public": "#", "private": "🔒", "im": "✉"}[channel.kind]
    return f"{sign} {escape(channel.name)}"


def _thread(workspace: Workspace, channel: Channel, root: Message) -> str:
    replies = [each for each in channel.messages.values() if each.thread_ts == root.ts]
    inner = "".join(_message(workspace, each) for each in replies)
    inner += _ephemerals(workspace, channel, root.ts)
    note = workspace.statuses.get((channel.id, root.ts))
    if note:
        inner += f'<div class="context">{escape(note)}</div>'
    thread = f'<div class="thread">{inner}</div>' if inner else ""
    return _message(workspace, root) + thread


def _message(workspace: Workspace, message: Message) -> str:
    content = (
        blocks_html(workspace, message.blocks)
        if message.blocks
        else f"<div>{mrkdwn_html(workspace, message.text)}</div>"
    )
    content += "".join(_file(each) for each in message.files)
    content += _reactions(message)
    edited = "<small>(edited)</small>" if message.edited else ""
    place = f"p{message.ts.replace('.', '')}"
    return _post(workspace, message.user, message.ts, content + edited, place)


def _ephemerals(workspace: Workspace, channel: Channel, thread_ts: str | None) -> str:
    return "".join(
        _ephemeral(workspace, each)
        for each in workspace.ephemerals
        if (each.channel, each.thread_ts) == (channel.id, thread_ts)
    )


def _ephemeral(workspace: Workspace, shown: Ephemeral) -> str:
    reader = workspace.users[shown.user].name
    content = blocks_html(workspace, shown.blocks) or mrkdwn_html(workspace, shown.text)
    note = f"<div><small>Only visible to {escape(reader)}</small></div>"
    return _post(workspace, workspace.bot.id, shown.ts, f"{note}<div>{content}</div>", "")


def _post(workspace: Workspace, user_id: str, ts: str, content: str, place: str) -> str:
    user = workspace.users.get(user_id)
    name = escape(user.name if user else user_id)
    badge = '<span class="app">APP</span>' if user and user.bot_id else ""
    moment = datetime.fromtimestamp(float(ts)).astimezone().strftime("%H:%M:%S")
    colour = COLOURS[sum(map(ord, user_id)) % len(COLOURS)]
    return (
        f'<article id="{place}"><span class="face" style="background:{colour}">{name[:1].upper()}'
        f"</span><div><b>{name}</b>{badge} <time>{moment}</time>{content}</div></article>"
    )


def _file(file: StoredFile) -> str:
    if file.deleted:
        return '<div class="file">This file was deleted.</div>'
    address = f"/page/files/{file.id}"
    kind, name = type_of(file), escape(file.name)
    if kind.startswith("image/"):
        return f'<figure><small>{name}</small><img src="{address}" alt="{name}"></figure>'
    player = ""
    if kind.startswith("audio/") or kind in {"video/ogg", "application/ogg"}:
        player = f'<audio controls preload="none" src="{address}"></audio>'
    size = f"{file.length / 1000:,.0f} kB"
    return f'<div class="file"><a href="{address}">{name}</a> <small>{size}</small>{player}</div>'


def _reactions(message: Message) -> str:
    given = [name for name, _ in message.reactions]
    chips = [
        f"<span>{EMOJI.get(name, escape(f':{name}:'))} {given.count(name)}</span>"
        for name in dict.fromkeys(given)
    ]
    return f'<div class="reactions">{"".join(chips)}</div>' if chips else ""


def _view(workspace: Workspace, view_id: str) -> str:
    view = workspace.views[view_id]
    person = escape(workspace.users[view.user].name)
    kind = "Home tab" if view.view["type"] == "home" else "Modal"
    title = escape(view.view.get("title", {}).get("text", ""))
    inner = blocks_html(workspace, view.blocks)
    return f'<section class="view"><h2>{kind} of {person} {title}</h2>{inner}</section>'
