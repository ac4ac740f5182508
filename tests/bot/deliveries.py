"""Waiting for the bot to have heard."""

from __future__ import annotations

from tests.standins.slack import SlackStandIn


def delivered(slack: SlackStandIn, times: int) -> None:
    """Returns when the bot has answered so many deliveries and none is on its way."""
    slack.wait_for(lambda: len(slack.deliveries) >= times, timeout_s=10, what=f"{times} deliveries")
    slack.wait_until_quiet()
