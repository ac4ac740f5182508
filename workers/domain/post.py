"""Post: what one message in Slack says, and the few Block Kit blocks that it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

TEXT_LIMIT = 4000
SECTION_LIMIT = 3000
ALT_LIMIT = 2000
BUTTON_LIMIT = 75

Block = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Post:
    """Blocks for the eye, text for notifications and screen readers."""

    text: str
    blocks: Sequence[Block]


def make_section(text: str, accessory: Block | None = None) -> Block:
    """A paragraph of mrkdwn, with a button beside it."""
    block = {"type": "section", "text": {"type": "mrkdwn", "text": text[:SECTION_LIMIT]}}
    return {**block, "accessory": accessory} if accessory else block


def make_context(text: str) -> Block:
    """A small grey line of mrkdwn."""
    line = {"type": "mrkdwn", "text": text[:ALT_LIMIT]}
    return {"type": "context", "elements": [line]}


def make_image(file_id: str, alt_text: str) -> Block:
    """A picture that was uploaded to Slack before."""
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": alt_text[:ALT_LIMIT]}


def make_buttons(elements: Iterable[Block]) -> Block:
    """A row of buttons and selects."""
    return {"type": "actions", "elements": list(elements)}


def make_button(text: str, action: str, value: str) -> Block:
    """A button; `action` and `value` come back when someone presses it."""
    label = {"type": "plain_text", "text": text[:BUTTON_LIMIT]}
    return {"type": "button", "text": label, "action_id": action, "value": value}
