"""What each Web API method takes and needs: from the contract files, else a table of the bot's own.

The files (`CONTRACTS_DIR`, else `../shared/contracts` beside the repository) say it for every
method; where they are absent the methods below are still checked in the same way.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.standins.slack.nouns import Json, Refusal

READ = ("channels:read", "groups:read", "im:read", "mpim:read")
EVERYWHERE = ("token", "team_id")
"""Bolt's clients send `team_id` with every call; only some methods have a use for it."""
HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")


@dataclass(frozen=True, slots=True)
class Method:
    """One method: arguments, bot scopes (one of them is needed), whether JSON bodies are read."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    json: bool = True

    def check(self, args: Json, scopes: Collection[str]) -> None:
        """Raises the `Refusal` for a scope or an argument that is missing, or one too many."""
        if self.scopes and not set(self.scopes) & set(scopes):
            raise missing_scope(",".join(self.scopes), scopes)
        problems = [
            f"missing required field: {name}" for name in self.required if args.get(name) is None
        ]
        known = {*self.required, *self.optional, *EVERYWHERE}
        problems += [f"unknown argument: {name}" for name in args if name not in known]
        if problems:
            raise Refusal.explained("invalid_arguments", problems)


def missing_scope(needed: str, scopes: Collection[str]) -> Refusal:
    """The refusal that names the scope asked for and the ones there are."""
    return Refusal("missing_scope", needed=needed, provided=",".join(sorted(scopes)))


def contract_folder() -> Path | None:
    """Where the contract files are, None where there are none."""
    beside = Path(__file__).resolve().parents[3].parent / "shared" / "contracts"
    folder = Path(os.environ.get("CONTRACTS_DIR", beside)) / "slack-api"
    return folder if folder.is_dir() else None


def methods() -> tuple[Mapping[str, Method], str]:
    """All methods by name, and where that knowledge is from."""
    folder = contract_folder()
    if folder is None:
        return BUILT_IN, "built-in table"
    read = {path.stem: _read(path) for path in folder.glob("*.*.json")}
    return {**BUILT_IN, **read}, str(folder)


def _read(path: Path) -> Method:
    spec = json.loads(path.read_text("utf-8"))
    required = tuple(name for name in spec["args"].get("required", ()) if name != "token")
    return Method(
        required=required,
        optional=tuple(name for name in spec["args"]["properties"] if name not in required),
        scopes=tuple(sorted(spec.get("scope", {}).get("bot", ()))),
        json=bool(spec.get("json_input_supported")),
    )


_LOOKS = ("icon_emoji", "icon_url", "username")
_WORDS = ("as_user", "attachments", "blocks", "link_names", "markdown_text", "metadata", "parse")
_SPAN = ("cursor", "inclusive", "latest", "limit", "oldest", "include_all_metadata")
_OPENS = ("trigger_id", "interactivity_pointer")

BUILT_IN: Mapping[str, Method] = {
    "apps.connections.open": Method(),
    "assistant.threads.setStatus": Method(
        ("channel_id", "thread_ts", "status"), ("loading_messages", *_LOOKS), ("chat:write",)
    ),
    "auth.test": Method(),
    "chat.delete": Method(("ts", "channel"), ("as_user",), ("chat:write",)),
    "chat.getPermalink": Method(("channel", "message_ts"), json=False),
    "chat.postEphemeral": Method(
        ("user", "channel"), (*_WORDS, *_LOOKS, "text", "thread_ts"), ("chat:write",)
    ),
    "chat.postMessage": Method(
        ("channel",),
        (
            *_WORDS,
            *_LOOKS,
            "current_draft_last_updated_ts",
            "mrkdwn",
            "reply_broadcast",
            "text",
            "thread_ts",
            "unfurl_links",
            "unfurl_media",
        ),
        ("chat:write",),
    ),
    "chat.update": Method(
        ("ts", "channel"),
        (*_WORDS, "file_ids", "reply_broadcast", "text", "unfurled_attachments"),
        ("chat:write",),
    ),
    "conversations.history": Method(("channel",), _SPAN, HISTORY, json=False),
    "conversations.info": Method(
        ("channel",), ("include_locale", "include_num_members"), READ, json=False
    ),
    "conversations.members": Method(("channel",), ("cursor", "limit"), READ, json=False),
    "conversations.open": Method(
        (),
        ("channel", "prevent_creation", "return_im", "users"),
        ("channels:manage", "groups:write", "im:write", "mpim:write"),
    ),
    "conversations.replies": Method(("channel", "ts"), _SPAN, HISTORY, json=False),
    "files.completeUploadExternal": Method(
        ("files",),
        ("blocks", "channel_id", "channels", "initial_comment", "thread_ts", *_LOOKS),
        ("files:write",),
    ),
    "files.delete": Method(("file",), (), ("files:write",)),
    "files.getUploadURLExternal": Method(
        ("length", "filename"), ("alt_txt", "snippet_type"), ("files:write",), json=False
    ),
    "files.info": Method(
        ("file",), ("count", "cursor", "limit", "page"), ("files:read",), json=False
    ),
    "reactions.add": Method(("name", "timestamp", "channel"), (), ("reactions:write",)),
    "reactions.remove": Method(
        ("name",), ("channel", "file", "file_comment", "timestamp"), ("reactions:write",)
    ),
    "users.info": Method(("user",), ("include_locale",), ("users:read",), json=False),
    "views.open": Method(("view",), _OPENS),
    "views.publish": Method(("user_id", "view"), ("hash", "interactivity_pointer")),
    "views.push": Method(("view",), _OPENS),
    "views.update": Method(("view",), ("external_id", "hash", "view_id")),
}
