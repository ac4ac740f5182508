"""The app was removed from a workspace, or its token was taken away: nothing of it is kept."""

from __future__ import annotations

import logging

from slack_bolt import App

from bot.payloads import Body, find_team_that_left
from workers.intake import Intake

log = logging.getLogger(__name__)


def register(app: App, intake: Intake) -> None:
    def listener(body: Body) -> None:
        forget_left_team(body, intake)

    app.event("app_uninstalled")(listener)
    app.event("tokens_revoked")(listener)


def forget_left_team(body: Body, intake: Intake) -> None:
    """The engines' copies, the words and the settings; Slack keeps the messages."""
    team = find_team_that_left(body)
    if team is not None:
        intake.forget_team(team)
        log.info("team %s has removed the app: its data is deleted", team)
