"""Someone stops an analysis that is running, at its status message or in the Home tab."""

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
    @app.action(actions.CANCEL)
    def listener(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: cancel(click, client, intake), intake)


def cancel(click: Click, client: WebClient, intake: Intake) -> str | None:
    """Who asked for it may, and admins; the workers say in the thread that it was stopped."""
    analysis = intake.find(click.analysis_id)
    if analysis is None:
        return replies.GONE
    if not may_end(client, click.user, analysis):
        return replies.write_who_may(analysis.ask.asked_by, "cancel")
    return None if intake.changes.cancel(analysis.id, by=click.user) else replies.TOO_LATE
