"""Someone wants to see all that was found in the meeting beside who said what."""

from __future__ import annotations

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.interactions import Click
from bot.payloads import Body
from bot.pressing import explain_unchanged, press
from workers.domain import actions
from workers.intake import Intake


def register(app: App, intake: Intake) -> None:
    @app.action(actions.SHOW_REST)
    def listener(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: show_rest(click, intake), intake)


def show_rest(click: Click, intake: Intake) -> str | None:
    """The workers write it into the reply that has the button."""
    return (
        None
        if intake.changes.show_rest(click.analysis_id)
        else explain_unchanged(intake, click.analysis_id)
    )
