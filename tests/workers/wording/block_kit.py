"""Slack's limits, as the strict stand-in knows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tests.standins.slack.blocks import check_message_blocks
from tests.standins.slack.nouns import Refusal
from tests.standins.slack.view_rules import check_view
from workers.domain.post import Block, Post

TEXT_LIMIT = 4000
"""`chat.update` refuses more."""


def complaints(post: Post) -> list[str]:
    """What Slack would not take about a message."""
    found = [] if len(post.text) <= TEXT_LIMIT else [f"text of {len(post.text)} characters"]
    if not post.text.strip():
        found.append("no text for those who do not see blocks")
    found += [f"broken off: …{words[-20:]}" for words in _mrkdwn(post.blocks) if _broken(words)]
    try:
        check_message_blocks(_plain(list(post.blocks)), lambda _file: True)
    except Refusal as refusal:
        found += _said(refusal)
    return found


def view_complaints(view: Block, kind: str) -> list[str]:
    """What Slack would not take about a modal or a Home tab."""
    found = [f"broken off: …{words[-20:]}" for words in _mrkdwn(view) if _broken(words)]
    try:
        check_view(_plain(view), lambda _file: True, kind=kind)
    except Refusal as refusal:
        found += _said(refusal)
    return found


def pings(part: Any) -> list[str]:
    """Texts of mrkdwn that would mention someone, or lead somewhere, that others have written."""
    return [words for words in _mrkdwn(part) if "<!channel" in words or "<https://evil" in words]


def _mrkdwn(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield part["text"]
        for each in part.values():
            yield from _mrkdwn(each)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from _mrkdwn(each)


def _broken(words: str) -> bool:
    """Cut inside an entity, or with a fixed-width block left open."""
    return re.search(r"&(?!amp;|lt;|gt;)", words) is not None or words.count("```") % 2 == 1


def _said(refusal: Refusal) -> list[str]:
    told = refusal.more.get("response_metadata", {}).get("messages", [])
    return [refusal.error, *map(str, told)]


def _plain(part: Any) -> Any:
    """As JSON would carry it: lists where tuples were."""
    if isinstance(part, dict):
        return {name: _plain(each) for name, each in part.items()}
    return [_plain(each) for each in part] if isinstance(part, list | tuple) else part
