"""Someone sent off the window of `/sentiment settings`."""

from __future__ import annotations

from slack_bolt import Ack, App

from bot import tell
from bot.channel_form import channel_settings, complaints
from bot.interactions import Submission, submission
from bot.payloads import Body
from workers.domain.errors import Unavailable
from workers.intake import Intake
from workers.wording import modals, replies


def register(app: App, intake: Intake) -> None:
    @app.view(modals.SETTINGS)
    def listener(body: Body, ack: Ack) -> None:
        settings_given(submission(body), ack, intake)


def settings_given(given: Submission, ack: Ack, intake: Intake) -> None:
    """What cannot be taken is said inside the window, which then stays open."""
    wrong = complaints(given)
    if not wrong:
        try:
            intake.save_settings(given.team, given.origin.channel, channel_settings(given))
        except Unavailable:
            wrong = {"links": replies.TRY_AGAIN}
    if wrong:
        ack(response_action="errors", errors=wrong)
        return
    ack()
    tell.respond(given.origin.response_url, text=replies.SAVED, response_type="ephemeral")
