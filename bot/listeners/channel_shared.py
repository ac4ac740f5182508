"""Another organisation has come into a channel."""

from __future__ import annotations

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.payloads import Body, find_shared_place
from bot.shared_channels import end_subscription
from bot.slack_connect import is_kept_inside
from workers.intake import Intake


def register(app: App, intake: Intake) -> None:
    @app.event("channel_shared")
    def listener(body: Body, client: WebClient, context: BoltContext) -> None:
        if is_kept_inside(context):
            close_channel(body, client, intake)


def close_channel(body: Body, client: WebClient, intake: Intake) -> None:
    """What is under way there is stopped by the workers, which ask Slack from now on."""
    place = find_shared_place(body)
    intake.note_shared(place.channel)
    end_subscription(client, place.team, place.channel, intake)
