"""Someone takes back the last thing that was put right in a chart."""

from __future__ import annotations

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.interactions import Click
from bot.payloads import Body
from bot.pressing import explain_unchanged, press
from workers.domain import actions
from workers.intake import Intake
from workers.wording import replies


def register(app: App, intake: Intake) -> None:
    @app.action(actions.UNDO)
    def listener(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: undo(click, intake), intake)


def undo(click: Click, intake: Intake) -> str | None:
    """Pressed once too often, it says that nothing is left."""
    if intake.changes.undo(click.analysis_id):
        return None
    analysis = intake.find(click.analysis_id)
    if analysis is not None and analysis.done and analysis.edits.before is None:
        return replies.NOTHING_TO_UNDO
    return explain_unchanged(intake, click.analysis_id)
