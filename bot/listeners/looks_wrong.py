"""Someone says that a moment of the chart looks wrong: its utterance is left out."""

from __future__ import annotations

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.interactions import Click
from bot.payloads import Body
from bot.pressing import explain_unchanged, press
from workers.domain import actions
from workers.intake import Intake


def register(app: App, intake: Intake) -> None:
    @app.action(actions.LOOKS_WRONG)
    def listener(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: leave_out(click, intake), intake)


def leave_out(click: Click, intake: Intake) -> str | None:
    """The chart is drawn anew without it; *Undo* brings it back."""
    if click.rest.isdecimal() and intake.leave_out(click.analysis_id, int(click.rest[:9])):
        return None
    return explain_unchanged(intake, click.analysis_id)
