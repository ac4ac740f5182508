"""A window with one sentence."""

from __future__ import annotations

from workers.domain.post import Block, make_section
from workers.wording.window_parts import make_plain

NOTICE = "notice"


def write_notice_modal(sentence: str) -> Block:
    """A window with one sentence, for places that have no room for a message."""
    return {
        "type": "modal",
        "callback_id": NOTICE,
        "title": make_plain("Undertone"),
        "close": make_plain("OK"),
        "blocks": [make_section(sentence)],
    }
