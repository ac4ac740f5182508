"""Someone spoke to the bot by name: `@undertone <link> [N]`, or `@undertone help`."""

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

    @app.event("app_mention")
    def listener(body: Body, context: BoltContext, client: WebClient) -> None:
        hear_mention(body, context.bot_user_id, client, intake, said)


def hear_mention(
    body: Body, bot_user: str | None, client: WebClient, intake: Intake, said: AnsweredOnce
) -> None:
    """The same message also comes as a `message` event; whichever is first starts the chart.

    What is to be said about files is said there, where the files are sure to be seen.
    """
    message = read_message(body, bot_user)
    if message is None:
        return
    answer = take_up(message, intake)
    if answer and not message.carries_files:
        said.once(message, lambda: give_answer(client, message, answer))
