"""Post: what one message in Slack says, and the few Block Kit blocks that it is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SECTION_LIMIT = 3000
ALT_LIMIT = 2000

Block = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Post:
    """Blocks for the eye, text for notifications and screen readers."""

    text: str
    blocks: Sequence[Block]


def section(text: str) -> Block:
    """A paragraph of mrkdwn."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text[:SECTION_LIMIT]}}


def context(text: str) -> Block:
    """A small grey line of mrkdwn."""
    line = {"type": "mrkdwn", "text": text[:ALT_LIMIT]}
    return {"type": "context", "elements": [line]}


def image(file_id: str, alt_text: str) -> Block:
    """A picture that was uploaded to Slack before."""
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": alt_text[:ALT_LIMIT]}
