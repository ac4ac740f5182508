"""Arguments as they are sent: forms hold JSON in strings and "1" for true, JSON bodies neither."""

from __future__ import annotations

import json
from typing import Any

from tests.standins.slack.block_text import FileCheck
from tests.standins.slack.blocks import check_message_blocks
from tests.standins.slack.nouns import Json, Refusal
from tests.standins.slack.shapes import is_processed, type_of
from tests.standins.slack.state import Workspace

METADATA_BYTES = 8_000


def decoded(args: Json, name: str, error: str) -> Any:
    """A structured argument, whether it came as JSON or as a string of JSON; None where absent."""
    value = args.get(name)
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError as broken:
        raise Refusal(error) from broken


def flag(args: Json, name: str) -> bool:
    """A yes or no; absent is no."""
    return str(args.get(name, "")).lower() in {"1", "true"}


def blocks_in(workspace: Workspace, args: Json) -> list[Json] | None:
    """The blocks, checked; None where none were sent."""
    blocks = decoded(args, "blocks", "invalid_blocks_format")
    if blocks is None:
        return None
    if not isinstance(blocks, list):
        raise Refusal("invalid_blocks_format")
    check_message_blocks(blocks, usable_images(workspace), workspace.unknown_blocks)
    return blocks


def metadata_in(args: Json) -> Json | None:
    """The metadata, checked; None where absent, {} to take it away."""
    metadata = decoded(args, "metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    if not isinstance(metadata, dict):
        raise Refusal("invalid_metadata_format")
    if not metadata:
        return {}
    kind, payload = metadata.get("event_type"), metadata.get("event_payload")
    known = set(metadata) <= {"event_type", "event_payload", "entities"}
    if not (known and isinstance(kind, str) and kind and isinstance(payload, dict)):
        raise Refusal("invalid_metadata_schema")
    if len(json.dumps(metadata).encode()) > METADATA_BYTES:
        raise Refusal("metadata_too_large")
    return metadata


def usable_images(workspace: Workspace) -> FileCheck:
    """Says of a `slack_file` whether it is an image that may be shown in a message by now."""

    def usable(part: Json) -> bool:
        wanted = str(part.get("id") or part.get("url"))
        for file in workspace.files.values():
            place = f"{workspace.origin}/files-pri/{workspace.team}-{file.id}/"
            page = f"{workspace.origin}/files/{file.owner}/{file.id}/"
            if wanted == file.id or wanted.startswith((place, page)):
                return (
                    not file.deleted and is_processed(file) and type_of(file).startswith("image/")
                )
        return False

    return usable
