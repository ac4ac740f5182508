"""Messages come, change and go: the one place that does it, and tells the bot."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from tests.standins.slack.events import announce_change, announce_file, announce_message
from tests.standins.slack.nouns import Channel, Json, Message, Refusal, StoredFile, User
from tests.standins.slack.state import Workspace

TEXT_CUT = 40_000


def post(
    workspace: Workspace,
    author: User,
    channel: Channel,
    *,
    text: str = "",
    blocks: list[Json] | None = None,
    thread_ts: str | None = None,
    files: tuple[StoredFile, ...] = (),
    **more: Any,
) -> Message:
    """Puts a message into a channel or thread; `thread_ts` has to be a parent's."""
    with workspace.changing():
        _check_parent(channel, thread_ts)
        message = Message(
            channel=channel.id,
            ts=workspace.new_ts(),
            user=author.id,
            bot_id=author.bot_id,
            text=text[:TEXT_CUT],
            blocks=with_block_ids(workspace, blocks or []),
            thread_ts=thread_ts,
            files=files,
            subtype="file_share" if files else more.pop("subtype", None),
            **more,
        )
        channel.messages[message.ts] = message
        for file in files:
            file.shares.setdefault(channel.id, []).append(message.ts)
            announce_file(workspace, channel, file)
        announce_message(workspace, message)
        return message


def change(workspace: Workspace, before: Message, *, quiet: bool = False, **parts: Any) -> Message:
    """Puts another version in a message's place; `quiet` where no event tells of it."""
    with workspace.changing():
        after = replace(before, **parts)
        workspace.channels[before.channel].messages[before.ts] = after
        if not quiet:
            announce_change(workspace, before, after)
        return after


def remove(workspace: Workspace, message: Message) -> None:
    """Takes a message away; a parent with replies stays behind as a tombstone."""
    with workspace.changing():
        messages = workspace.channels[message.channel].messages
        if any(each.thread_ts == message.ts for each in messages.values()):
            messages[message.ts] = Message(
                channel=message.channel,
                ts=message.ts,
                user="USLACKBOT",
                subtype="tombstone",
                text="This message was deleted.",
            )
        else:
            del messages[message.ts]
        announce_change(workspace, message, None)


def share_later(workspace: Workspace, file: StoredFile, share: dict[str, Any]) -> None:
    """Posts an uploaded file after the share delay; `share` are the arguments of `post`."""
    if file.alt_text is not None:
        return  # Slack says ok, and the share of a file with an alternative text never comes

    def appear() -> None:
        if not file.deleted:
            post(workspace, workspace.bot, files=(file,), **share)

    workspace.after(workspace.share_delay_s, appear)


def keep_bytes(workspace: Workspace, file: StoredFile, content: bytes) -> None:
    """Takes the bytes in; Slack looks at them after the processing delay."""
    with workspace.changing():
        file.content = content
        file.processed_at = time.time() + workspace.processing_delay_s
    workspace.after(workspace.processing_delay_s, lambda: _touch(workspace))


def _touch(workspace: Workspace) -> None:
    with workspace.changing():
        pass  # nothing but time has passed; those who wait look again


def _check_parent(channel: Channel, thread_ts: str | None) -> None:
    if thread_ts is None:
        return
    parent = channel.messages.get(thread_ts)
    if parent is None:
        raise Refusal("thread_not_found")
    if parent.thread_ts is not None:
        # Slack's documents say to use the parent's ts; what comes of a reply's is not promised.
        raise Refusal("cannot_reply_to_message")


def with_block_ids(workspace: Workspace, blocks: list[Json]) -> tuple[Json, ...]:
    """Slack names the blocks, and the elements in them, that came without a name."""
    return tuple(_named(workspace, block) for block in blocks)


def _named(workspace: Workspace, block: Json) -> Json:
    named: Json = {"block_id": workspace.new_id("b")} | block
    for name in ("accessory", "element"):
        if isinstance(named.get(name), dict):
            named[name] = _acting(workspace, named[name])
    if block["type"] in {"actions", "context_actions"}:
        named["elements"] = [_acting(workspace, each) for each in block["elements"]]
    return named


def _acting(workspace: Workspace, element: Json) -> Json:
    if element["type"] == "image":
        return element
    return {"action_id": workspace.new_id("a")} | element
