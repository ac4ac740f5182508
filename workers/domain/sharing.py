"""Sharing: whether another organisation is in a channel, by what Slack says of it.

Pure, and the one rule that bot and workers both hold to: only a clear no opens a channel.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from workers.domain.errors import Why


class Sharing(StrEnum):
    """What is known of a channel."""

    INSIDE = "inside"
    """Nobody else is in it: the only one that may be posted in."""
    SHARED = "shared"
    UNTOLD = "untold"
    """Slack will not say, or says something else."""
    UNSEEN = "unseen"
    """We are not in it, and could not post there either."""


WHY_CLOSED: Mapping[Sharing, Why] = {
    Sharing.SHARED: Why.CHANNEL_SHARED,
    Sharing.UNTOLD: Why.SHARING_UNTOLD,
    Sharing.UNSEEN: Why.THREAD_CLOSED,
}
"""Why nothing may be posted; what is not in here is open."""

_UNSEEN = frozenset({"channel_not_found", "not_in_channel"})


def is_never_shared(channel: str) -> bool:
    """A direct message with the bot: Slack lets no other organisation into it."""
    return channel.startswith("D")


def read_channel_sharing(channel: object) -> Sharing:
    """By a channel as `conversations.info` gives it, whatever that is."""
    said = channel.get("is_ext_shared") if isinstance(channel, Mapping) else None
    if said is False:
        return Sharing.INSIDE
    return Sharing.SHARED if said is True else Sharing.UNTOLD


def read_sharing_refusal(word: str) -> Sharing:
    """By Slack's own word for not telling."""
    return Sharing.UNSEEN if word in _UNSEEN else Sharing.UNTOLD
