"""Someone says how many speakers there really are."""

from __future__ import annotations

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.interactions import Click
from bot.payloads import Body
from bot.pressing import explain_unchanged, press
from workers.domain import actions
from workers.intake import Intake


def register(app: App, intake: Intake) -> None:
    @app.action(actions.RECOUNT)
    def listener(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: recount(click, intake))


def recount(click: Click, intake: Intake) -> str | None:
    """The engine is asked again; the old chart stays until the new one is there."""
    speakers = None if click.rest == actions.ESTIMATE else int(click.rest)
    if intake.recount(click.analysis_id, speakers):
        return None
    return explain_unchanged(intake, click.analysis_id)
