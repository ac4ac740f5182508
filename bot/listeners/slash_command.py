"""Someone typed `/sentiment`: every answer here is for that person alone."""

from __future__ import annotations

from slack_bolt import Ack, App

from bot.asks import commanded, hand_in
from bot.payloads import Body, command
from workers.errors import Refused, Unavailable
from workers.intake import Intake
from workers.wording import replies
from workers.wording.refusals import refusal


def register(app: App, intake: Intake) -> None:
    @app.command("/sentiment")
    def listener(body: Body, ack: Ack) -> None:
        sentiment_typed(body, ack, intake)


def sentiment_typed(body: Body, ack: Ack, intake: Intake) -> None:
    ack(_answer(body, intake), response_type="ephemeral")


def _answer(body: Body, intake: Intake) -> str:
    """Slack does not deliver a command again, so even a queue out of reach gets an answer."""
    try:
        asks = commanded(command(body))
        hand_in(asks, intake)
    except Refused as refused:
        return refusal(refused.why, refused.details)
    except Unavailable:
        return replies.TRY_AGAIN
    return replies.accepted(len(asks)) if asks else replies.HELP
