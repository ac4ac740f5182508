"""A channel that somebody chose in a window: whether it is theirs to decide about."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor

from slack_sdk import WebClient

from bot.people import sees_all_channels
from bot.slack_calls import ask_slack
from workers.domain.errors import Why
from workers.domain.sharing import WHY_CLOSED, read_channel_sharing
from workers.domain.slack_error import SlackRefusal
from workers.wording.channel_windows import NOT_IN_IT
from workers.wording.refusals import write_refusal

MOST_MEMBERS = 1000
"""What Slack tells of a channel at once; private ones are smaller."""

log = logging.getLogger(__name__)


def find_objection(
    client: WebClient, team: str, channel: str, person: str, *, inside: bool
) -> str | None:
    """Why nothing is decided for the channel by this person; None where it may be.

    We have to be in it. Of a private channel whoever decides has to be a member, and a guest of a
    public one too: Slack offers people no other, but what comes back is believed to nobody.
    `inside` says that channels shared with another organisation are closed. Raises `Unavailable`.
    """
    try:
        with ThreadPoolExecutor(3) as pool:
            roams = pool.submit(sees_all_channels, client, person, team)
            asked = pool.submit(ask_slack, client.conversations_info, channel=channel)
            members = pool.submit(
                ask_slack, client.conversations_members, channel=channel, limit=MOST_MEMBERS
            )
            known = asked.result()["channel"]
            is_open = known.get("is_private") is False and roams.result()
            there = () if is_open else members.result()["members"]
    except SlackRefusal as refusal:
        log.warning("a channel that somebody chose: %s", refusal)
        return write_refusal(Why.THREAD_CLOSED, {})
    if known.get("is_member") is False:
        return write_refusal(Why.THREAD_CLOSED, {})
    if not is_open and person not in there:
        return NOT_IN_IT
    why = WHY_CLOSED.get(read_channel_sharing(known)) if inside else None
    return None if why is None else write_refusal(why, {})
