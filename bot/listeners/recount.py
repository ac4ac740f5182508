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
        press(body, ack, client, lambda click: recount(click, intake), intake)


def recount(click: Click, intake: Intake) -> str | None:
    """The engine is asked again; the old chart stays until the new one is there."""
    offered = {str(count): count for count in range(1, actions.MOST_OFFERED + 1)}
    speakers = offered.get(click.rest)
    known = speakers is not None or click.rest == actions.ESTIMATE
    if known and intake.changes.recount(click.analysis_id, speakers):
        return None
    return explain_unchanged(intake, click.analysis_id)
