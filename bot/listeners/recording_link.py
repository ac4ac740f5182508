"""Someone posted a message: links to recordings in it are charted in its thread."""

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

    @app.event({"type": "message", "subtype": (None, "thread_broadcast")})
    def listener(body: Body, context: BoltContext, client: WebClient) -> None:
        hear_message(body, context.bot_user_id, client, intake, said)


def hear_message(
    body: Body, bot_user: str | None, client: WebClient, intake: Intake, said: AnsweredOnce
) -> None:
    """In a channel the workers answer; what the bot has to say itself, it says to a mention.

    In a direct message there are no mentions, so it says it here.
    """
    message = read_message(body, bot_user)
    if message is None:
        return
    answer = take_up(message, intake)
    if answer and (message.direct or answer.alone):
        said.once(message, lambda: give_answer(client, message, answer))
