"""Open channels: the one question before anything is shown in a channel, "may I post here?"

A recording may take hours, and a channel may have been shared with another organisation meanwhile.
Whatever is no clear yes is no (decision 17).
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from workers.domain.errors import Refused
from workers.domain.sharing import (
    WHY_CLOSED,
    Sharing,
    is_never_shared,
    read_channel_sharing,
    read_sharing_refusal,
)
from workers.domain.slack_error import SlackRefusal
from workers.store.known_sharing import KnownSharing

log = logging.getLogger(__name__)


class OpenChannels:
    """Which channels may be posted in; a clear yes is remembered for a moment."""

    def __init__(self, known: KnownSharing) -> None:
        self._known = known

    def check(self, channel: str, ask: Callable[[str], object]) -> None:
        """Raises `Refused` where nothing may be posted, and `Unavailable` where Slack may say
        so in a while. `ask` gives a channel as Slack describes it."""
        if is_never_shared(channel) or self._known.is_inside(channel):
            return
        found = _ask_sharing(channel, ask)
        if found in WHY_CLOSED:
            log.warning("nothing is posted in channel %s: %s", channel, found)
            raise Refused(WHY_CLOSED[found])
        self._known.remember_inside(channel)


def _ask_sharing(channel: str, ask: Callable[[str], object]) -> Sharing:
    try:
        return read_channel_sharing(ask(channel))
    except SlackRefusal as refusal:
        log.warning("whether channel %s is shared: %s", channel, refusal)
        return read_sharing_refusal(refusal.error)
