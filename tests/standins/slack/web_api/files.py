"""files.*: uploads in three steps, and what is known of a file."""

from __future__ import annotations

from typing import Any

from tests.standins.slack.nouns import Json, Refusal, StoredFile
from tests.standins.slack.posting import share_later
from tests.standins.slack.shapes import file_json
from tests.standins.slack.state import Workspace
from tests.standins.slack.web_api.arguments import blocks_in, decoded
from tests.standins.slack.web_api.chat import writable

ALT_TEXT = 1_000
LARGEST = 1_000_000_000


def get_upload_url(workspace: Workspace, args: Json) -> Json:
    """files.getUploadURLExternal: an id, and where to send the bytes"""
    length = int(args["length"])
    if length <= 0 or not args["filename"]:
        raise Refusal("missing_argument")
    if length > LARGEST:
        raise Refusal("file_upload_size_restricted")
    if len(args.get("alt_txt") or "") > ALT_TEXT:
        raise Refusal("alt_txt_too_large")
    with workspace.changing():
        file = StoredFile(
            id=workspace.new_id("F"),
            owner=workspace.bot.id,
            name=args["filename"],
            title=args["filename"],
            length=length,
            alt_text=args.get("alt_txt"),
        )
        workspace.files[file.id] = file
    return {"upload_url": f"{workspace.origin}/upload/v1/{file.id}", "file_id": file.id}


def complete_upload(workspace: Workspace, args: Json) -> Json:
    """files.completeUploadExternal: the share comes later, and the answer knows nothing of it"""
    uploaded = [
        _uploaded(workspace, each) for each in decoded(args, "files", "invalid_arguments") or ()
    ]
    if not uploaded:
        raise Refusal.explained("invalid_arguments", ["no fewer than 1 items required"])
    shares = [_share(workspace, args, each) for each in _targets(args)]
    for share in shares:
        for file in uploaded:
            share_later(workspace, file, share)
    return {"files": [file_json(each, workspace) for each in uploaded]}


def info(workspace: Workspace, args: Json) -> Json:
    """files.info: media type and shares are filled in as Slack gets round to them"""
    return {"file": file_json(workspace.seen_file(args["file"]), workspace), "comments": []}


def delete(workspace: Workspace, args: Json) -> Json:
    """files.delete"""
    file = workspace.seen_file(args["file"])
    if file.owner != workspace.bot.id:
        raise Refusal("cant_delete_file")
    if not file.taken_in:
        raise Refusal("file_not_found")
    with workspace.changing():
        file.deleted = True
        file.content = None
    return {}


def _uploaded(workspace: Workspace, item: Any) -> StoredFile:
    if not isinstance(item, dict) or "id" not in item:
        raise Refusal.explained("invalid_arguments", ["missing required field: id"])
    file = workspace.seen_file(str(item["id"]))
    if file.content is None or file.owner != workspace.bot.id:
        raise Refusal("file_not_found")
    file.title = item.get("title") or file.title
    file.taken_in = True
    return file


def _targets(args: Json) -> list[str]:
    if args.get("channel_id"):
        return [args["channel_id"]]
    return [each for each in str(args.get("channels") or "").split(",") if each]


def _share(workspace: Workspace, args: Json, channel_id: str) -> dict[str, Any]:
    channel = writable(workspace, channel_id)
    blocks = blocks_in(workspace, args)
    if any(block["type"] == "markdown" for block in blocks or ()):
        raise Refusal("internal_error")  # what Slack answers to this block here, and only here
    thread_ts = args.get("thread_ts")
    if thread_ts:
        parent = workspace.seen_message(channel.id, thread_ts)
        if parent.thread_ts:
            raise Refusal("cannot_reply_to_message")
    comment = args.get("initial_comment") or ""
    return {
        "channel": channel,
        "thread_ts": thread_ts,
        "text": comment,
        "blocks": None if comment else blocks,
    }
