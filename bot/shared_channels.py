"""A channel has become shared with another organisation: what was to come there by itself ends."""

from __future__ import annotations

import logging

from slack_sdk import WebClient

from bot.slack_calls import ask_slack
from workers.domain.slack_error import SlackRefusal
from workers.intake import Intake
from workers.wording.subscriptions import write_ended_by_sharing

log = logging.getLogger(__name__)


def end_subscription(client: WebClient, team: str, channel: str, intake: Intake) -> None:
    """Tell whoever subscribed the channel, then end it; nothing where nobody has.

    In this order, since nothing is charted there meanwhile: workers ask for themselves. Raises
    `Unavailable`; done again, it is said again only where nobody knows whether it was.
    """
    subscription = intake.subscriptions.find(team, channel)
    if subscription is None:
        return
    said = write_ended_by_sharing(subscription)
    try:
        ask_slack(client.chat_postMessage, channel=subscription.subscriber, text=said)
    except SlackRefusal as refusal:
        log.warning("nobody is told that a subscription has ended: %s", refusal)
    intake.subscriptions.end(team, channel)
    log.warning("channel %s is shared by now: its subscription has ended", channel)
