"""Someone posted a message: links to recordings in it are charted in its thread."""

from __future__ import annotations

from slack_bolt import App, BoltContext, Say

from bot.asks import take_up
from bot.payloads import Body, heard
from bot.said import Said
from workers.intake import Intake


def register(app: App, intake: Intake) -> None:
    said = Said()

    @app.event({"type": "message", "subtype": (None, "thread_broadcast")})
    def listener(body: Body, context: BoltContext, say: Say) -> None:
        message_posted(body, context.bot_user_id, say, intake, said)


def message_posted(body: Body, bot_user: str | None, say: Say, intake: Intake, said: Said) -> None:
    """In a channel the workers answer; what the bot has to say itself, it says to a mention.

    In a direct message there are no mentions, so it says it here.
    """
    message = heard(body, bot_user)
    if message is None:
        return
    sentence = take_up(message, intake)
    if sentence and message.direct:
        said.once(message, lambda: say(sentence, thread_ts=message.thread.ts))
