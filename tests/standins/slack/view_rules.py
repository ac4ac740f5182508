"""Modals and Home tabs: what Slack refuses in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.standins.slack.block_text import FileCheck, complaint, fields, length, text
from tests.standins.slack.blocks import VIEW_BLOCKS, problems
from tests.standins.slack.nouns import Json, Refusal

VIEW_BYTES = 250_000
MODAL = "submit close clear_on_close notify_on_close submit_disabled"


def check_view(view: Any, usable: FileCheck, *, kind: str) -> Json:
    """The view, or the `Refusal` that Slack would answer; `kind` is `modal` or `home`."""
    if not isinstance(view, dict):
        raise Refusal.explained(
            "invalid_arguments", ["must provide an object [json-pointer:/view]"]
        )
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        raise Refusal("view_too_large")
    found = list(_problems(view, usable, kind))
    if found:
        raise Refusal.explained("invalid_arguments", found)
    return view


def _problems(view: Json, usable: FileCheck, kind: str) -> Iterator[str]:
    if view.get("type") != kind:
        yield complaint(f"unsupported type: {view.get('type')}", "/view")
        return
    title = "title " if kind == "modal" else ""
    own = MODAL if kind == "modal" else ""
    yield from fields(
        view, "/view", f"{title}blocks", f"callback_id external_id private_metadata {own}"
    )
    for name in ("title", "submit", "close"):
        if name in view:
            yield from text(view[name], 24, f"/view/{name}", plain=True)
    for name, limit in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
        if name in view:
            yield from length(view[name], limit, f"/view/{name}", least=0)
    yield from problems(view.get("blocks"), usable, limit=VIEW_BLOCKS)
    inputs = any(
        isinstance(block, dict) and block.get("type") == "input"
        for block in view.get("blocks") or ()
    )
    if kind == "modal" and inputs and "submit" not in view:
        yield complaint("missing required field: submit", "/view")
