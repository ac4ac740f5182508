"""chat.*: messages of the bot."""

from __future__ import annotations

from typing import Any

from tests.standins.slack.nouns import Channel, Ephemeral, Json, Message, Refusal
from tests.standins.slack.posting import change, post, remove, with_block_ids
from tests.standins.slack.shapes import message_json
from tests.standins.slack.state import Workspace
from tests.standins.slack.web_api.arguments import blocks_in, flag, metadata_in

UPDATE_TEXT = 4_000
MARKDOWN_TEXT = 12_000
ATTACHMENTS = 100


def post_message(workspace: Workspace, args: Json) -> Json:
    """chat.postMessage"""
    channel = writable(workspace, args["channel"])
    words = _words(workspace, args)
    message = post(
        workspace,
        workspace.bot,
        channel,
        thread_ts=args.get("thread_ts"),
        metadata=metadata_in(args) or None,
        subtype="thread_broadcast" if flag(args, "reply_broadcast") else None,
        **words,
    )
    return _answer(workspace, message)


def update(workspace: Workspace, args: Json) -> Json:
    """chat.update: what is not sent again is gone, but for the metadata"""
    before = workspace.seen_message(args["channel"], args["ts"])
    if before.user != workspace.bot.id or before.subtype == "tombstone":
        raise Refusal("cant_update_message")
    if len(args.get("text") or "") > UPDATE_TEXT:
        raise Refusal("msg_too_long")
    words = _words(workspace, args)
    blocks = words["blocks"]
    metadata = metadata_in(args)
    after = change(
        workspace,
        before,
        text=words["text"],
        blocks=with_block_ids(workspace, blocks or []),
        metadata=before.metadata if metadata is None else metadata or None,
        edited=before.edited or not blocks,
    )
    return _answer(workspace, after) | {"text": after.text}


def delete(workspace: Workspace, args: Json) -> Json:
    """chat.delete"""
    message = workspace.seen_message(args["channel"], args["ts"])
    if message.user != workspace.bot.id:
        raise Refusal("cant_delete_message")
    remove(workspace, message)
    return {"channel": message.channel, "ts": message.ts}


def post_ephemeral(workspace: Workspace, args: Json) -> Json:
    """chat.postEphemeral"""
    channel = writable(workspace, args["channel"])
    if args["user"] not in channel.members:
        raise Refusal("user_not_in_channel")
    words = _words(workspace, args)
    with workspace.changing():
        shown = Ephemeral(
            channel=channel.id,
            user=args["user"],
            ts=workspace.new_ts(),
            text=words["text"],
            blocks=with_block_ids(workspace, words["blocks"] or []),
            thread_ts=args.get("thread_ts"),
        )
        workspace.ephemerals.append(shown)
    return {"message_ts": shown.ts}


def permalink(workspace: Workspace, args: Json) -> Json:
    """chat.getPermalink"""
    message = workspace.seen_message(args["channel"], args["message_ts"])
    return {"channel": message.channel, "permalink": link_to(workspace, message)}


def link_to(workspace: Workspace, message: Message) -> str:
    """The address of a message."""
    link = f"{workspace.origin}/archives/{message.channel}/p{message.ts.replace('.', '')}"
    if message.thread_ts:
        link += f"?thread_ts={message.thread_ts}&cid={message.channel}"
    return link


def writable(workspace: Workspace, channel_id: str) -> Channel:
    """The channel, if the bot may write there; a person's id stands for the talk with them."""
    for channel in workspace.channels.values():
        if channel.kind == "im" and channel_id in channel.members - {workspace.bot.id}:
            return channel
    channel = workspace.seen_channel(channel_id)
    if workspace.bot.id not in channel.members:
        raise Refusal("not_in_channel")
    if channel.archived:
        raise Refusal("is_archived")
    return channel


def _words(workspace: Workspace, args: Json) -> dict[str, Any]:
    text = args.get("text") or ""
    blocks = blocks_in(workspace, args)
    markdown = args.get("markdown_text")
    if markdown is not None:
        if text or blocks:
            raise Refusal("markdown_text_conflict")
        if len(markdown) > MARKDOWN_TEXT:
            raise Refusal("msg_too_long")
        text = markdown
    attachments = args.get("attachments") or ()
    if len(attachments) > ATTACHMENTS and not isinstance(attachments, str):
        raise Refusal("too_many_attachments")
    if not (text or blocks or attachments):
        raise Refusal("no_text")
    return {"text": text, "blocks": blocks}


def _answer(workspace: Workspace, message: Message) -> Json:
    shape = message_json(message, workspace)
    return {"channel": message.channel, "ts": message.ts, "message": shape}
