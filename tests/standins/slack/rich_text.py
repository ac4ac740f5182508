"""Text with Slack's marks, taken apart: `<https://x|label>`, `<@U1>`, `<#C1|name>`, `<!here>`."""

from __future__ import annotations

import re
from html import unescape

from tests.standins.slack.nouns import Json

MARK = re.compile(r"<([^<>\s][^<>]*)>")


def rich_text(text: str, block_id: str) -> Json:
    """The block that Slack's own clients send along with a message's text."""
    elements: list[Json] = []
    at = 0
    for mark in MARK.finditer(text):
        elements += _words(text[at : mark.start()])
        elements.append(_element(mark[1]))
        at = mark.end()
    elements += _words(text[at:])
    return {
        "type": "rich_text",
        "block_id": block_id,
        "elements": [{"type": "rich_text_section", "elements": elements}],
    }


def _words(text: str) -> list[Json]:
    return [{"type": "text", "text": unescape(text)}] if text else []


def _element(mark: str) -> Json:
    target, _, label = mark.partition("|")
    if target.startswith("@"):
        return {"type": "user", "user_id": target[1:]}
    if target.startswith("#"):
        return {"type": "channel", "channel_id": target[1:]}
    if target.startswith("!"):
        return {"type": "broadcast", "range": target[1:]}
    link: Json = {"type": "link", "url": unescape(target)}
    return link | {"text": unescape(label)} if label else link
