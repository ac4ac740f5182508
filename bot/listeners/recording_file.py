"""Someone uploaded files: the recordings among them are charted in the message's thread."""

from __future__ import annotations

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.asks import take_up
from bot.giving import give_answer
from bot.payloads import Body, read_message
from bot.said import AnsweredOnce
from workers.intake import Intake


def register(app: App, intake: Intake) -> None:
    said = AnsweredOnce()

    @app.event({"type": "message", "subtype": "file_share"})
    def listener(body: Body, context: BoltContext, client: WebClient) -> None:
        hear_files(body, context.bot_user_id, client, intake, said)


def hear_files(
    body: Body, bot_user: str | None, client: WebClient, intake: Intake, said: AnsweredOnce
) -> None:
    """Other files are left alone, unless the message speaks to the bot.

    The mention of such a message often comes without its files, or not at all: so it is answered
    here and not there.
    """
    message = read_message(body, bot_user)
    if message is None:
        return
    answer = take_up(message, intake)
    if answer:
        said.once(message, lambda: give_answer(client, message, answer))
