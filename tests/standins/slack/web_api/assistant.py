"""assistant.threads.*: the line under a thread that says what the app is doing."""

from __future__ import annotations

from tests.standins.slack.nouns import Json
from tests.standins.slack.state import Workspace


def set_status(workspace: Workspace, args: Json) -> Json:
    """assistant.threads.setStatus"""
    thread = workspace.seen_message(args["channel_id"], args["thread_ts"])
    with workspace.changing():
        workspace.statuses[thread.channel, thread.ts] = args["status"]
    return {}
