"""Someone sent off the window of `/sentiment settings`."""

from __future__ import annotations

from slack_bolt import Ack, App

from bot import tell
from bot.channel_form import check_channel_form, read_channel_settings
from bot.interactions import ModalAnswer, read_modal_answer
from bot.payloads import Body
from workers.domain.errors import Unavailable
from workers.intake import Intake
from workers.wording import replies, settings_window


def register(app: App, intake: Intake) -> None:
    @app.view(settings_window.SETTINGS)
    def listener(body: Body, ack: Ack) -> None:
        take_settings(read_modal_answer(body), ack, intake)


def take_settings(given: ModalAnswer, ack: Ack, intake: Intake) -> None:
    """What cannot be taken is said inside the window, which then stays open."""
    wrong = check_channel_form(given)
    if not wrong:
        try:
            intake.save_settings(given.team, given.origin.channel, read_channel_settings(given))
        except Unavailable:
            wrong = {"links": replies.TRY_AGAIN}
    if wrong:
        ack(response_action="errors", errors=wrong)
        return
    ack()
    tell.respond(given.origin.response_url, text=replies.SAVED, response_type="ephemeral")
