"""The plain form: the same said in older blocks, for a server that refuses the newer ones.

Slack-compatible servers know fewer blocks than Slack, and Slack itself brings new ones to one
workspace after the other.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Protocol

from workers.domain.post import Post
from workers.domain.slack_error import SlackRefusal

OF_BLOCKS = frozenset(
    {
        *("invalid_blocks", "invalid_blocks_format", "invalid_attachments"),
        *("msg_blocks_too_long", "only_one_table_allowed"),
    }
)
"""Refusals that are about the blocks of a message, and not about where or by whom it is said."""

Answer = dict[str, Any]

log = logging.getLogger(__name__)


class Refusals(Protocol):
    """What is known of a server: whether it has refused newer blocks of late."""

    def is_known(self) -> bool: ...

    def remember(self) -> None: ...


def say_in_blocks(
    call: Callable[..., Answer], method: str, post: Post, refusals: Refusals | None
) -> Answer:
    """`call` Slack's method with the post's newer blocks, or with its plain ones where the server
    knows none of them.

    What was plainly refused is not shown, so that saying it again at once says it once. The refusal
    is remembered when the plain form has gone through: then it was about the blocks.
    """
    newer, plain = (
        {"text": post.text, "blocks": blocks} for blocks in (post.blocks, post.plain or post.blocks)
    )
    if post.plain and refusals is not None and refusals.is_known():
        return call(method, **plain)
    try:
        return call(method, **newer)
    except SlackRefusal as refusal:
        if not post.plain or refusal.error not in OF_BLOCKS:
            raise
    log.warning("%s: newer blocks are refused: said in the plain form", method)
    answer = call(method, **plain)
    if refusals is not None:
        refusals.remember()
    return answer
