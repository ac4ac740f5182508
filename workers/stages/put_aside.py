"""put aside: what cannot be read gets a last sentence in its thread, and is in nobody's way."""

from __future__ import annotations

import logging

from workers.domain.errors import Fault, Refused
from workers.stages import Tools
from workers.store.unreadable import Unreadable
from workers.wording import status

log = logging.getLogger(__name__)


def tell_asker(lost: Unreadable, tools: Tools) -> None:
    """One sentence in the place of its status message, or to whoever asked where there is none yet;
    none where its time was over anyway. Raises Unavailable.
    """
    place = lost.place
    if lost.ended or place is None:
        return
    post = status.write_unreadable()
    try:
        if place.status_ts is not None:
            tools.slack.close(place.channel, place.status_ts, post)
        else:
            tools.slack.tell_alone(place.channel, place.person, post.text, None)
    except (Refused, Fault) as refusal:  # Slack says no, and will say no again
        log.warning("%s, and nobody can be told: %s", lost, refusal)
