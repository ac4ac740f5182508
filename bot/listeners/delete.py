"""Someone wants a chart and all that is kept of it gone; Slack has asked whether they are sure."""

from __future__ import annotations

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.interactions import Click
from bot.payloads import Body
from bot.people import may_end
from bot.pressing import press
from workers.domain import actions
from workers.intake import Intake
from workers.wording import replies


def register(app: App, intake: Intake) -> None:
    @app.action(actions.DELETE)
    def listener(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: delete(click, client, intake), intake)


def delete(click: Click, client: WebClient, intake: Intake) -> str | None:
    """The workers delete, and post the receipt."""
    analysis = intake.find(click.analysis_id)
    if analysis is None:
        return replies.GONE
    if not may_end(client, click.user, analysis):
        return replies.write_who_may(analysis.ask.asked_by, "delete")
    return None if intake.changes.delete(analysis.id, by=click.user) else replies.GONE
