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
from workers.slack.verdicts import ImageNotReady

OF_BLOCKS = frozenset(
    {
        *("invalid_blocks", "invalid_blocks_format", "invalid_attachments"),
        *("msg_blocks_too_long", "only_one_table_allowed", "invalid_arguments"),
    }
)
"""Refusals that are, or may be, about the blocks of a message, and not about where or by whom it is
said. The last is what a server says that checks all that it is given at once."""

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
    knows none of them; where it knows not even those, with its text alone.

    What was plainly refused is not shown, so that saying it again at once says it once.
    """
    if not post.plain:
        return call(method, text=post.text, blocks=post.blocks)
    known = refusals is not None and refusals.is_known()
    if not known:
        try:
            return call(method, text=post.text, blocks=post.blocks)
        except SlackRefusal as refusal:
            _pass_over(refusal, method)
    try:
        answer = _say_plainly(call, method, post)
    except ImageNotReady:  # the plain form lacks its picture alone: then it was the blocks
        _remember(None if known else refusals)
        raise
    _remember(None if known else refusals)
    return answer


def _say_plainly(call: Callable[..., Answer], method: str, post: Post) -> Answer:
    """A picture is not left out: whoever posts it shares it in another way."""
    try:
        return call(method, text=post.text, blocks=post.plain)
    except SlackRefusal as refusal:
        if any(block["type"] == "image" for block in post.plain):
            raise
        _pass_over(refusal, method)
    return call(method, text=post.text)


def _pass_over(refusal: SlackRefusal, method: str) -> None:
    """Raises it again unless it is about the blocks."""
    if refusal.error not in OF_BLOCKS:
        raise refusal
    log.warning("%s: blocks are refused (%s): said in a plainer form", method, refusal.error)


def _remember(refusals: Refusals | None) -> None:
    if refusals is not None:
        refusals.remember()
