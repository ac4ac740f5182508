"""Someone wants transcript and scores as files in the thread."""

from __future__ import annotations

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.interactions import Click
from bot.payloads import Body
from bot.pressing import explain_unchanged, press
from workers.domain import actions
from workers.intake import Intake


def register(app: App, intake: Intake) -> None:
    @app.action(actions.EXPORT)
    def listener(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: export(click, intake), intake)


def export(click: Click, intake: Intake) -> str | None:
    """The workers share the files; nothing is to be said unless that cannot be."""
    return (
        None
        if intake.changes.export(click.analysis_id)
        else explain_unchanged(intake, click.analysis_id)
    )
