"""Someone chose "Chart sentiment" in the menu of a message, in a thread or not."""

from __future__ import annotations

from slack_bolt import Ack, App

from bot import tell
from bot.asks import asks_for_all, hand_in
from bot.payloads import Body, Heard, pointed_at, response_url
from workers.domain.errors import Unavailable
from workers.intake import Intake
from workers.wording import replies

CALLBACK = "chart_sentiment"


def register(app: App, intake: Intake) -> None:
    @app.message_shortcut(CALLBACK)
    def listener(body: Body, ack: Ack) -> None:
        ack()
        url = response_url(body)
        sentence = message_chosen(pointed_at(body), url, intake)
        tell.respond(url, text=sentence, response_type="ephemeral", replace_original=False)


def message_chosen(message: Heard, url: str | None, intake: Intake) -> str:
    """Everything in the message is charted; the sentence is for whoever chose it."""
    wanted = asks_for_all(message, url)
    if not wanted:
        return replies.NO_RECORDING
    try:
        receipts = hand_in(wanted, intake)
    except Unavailable:
        return replies.TRY_AGAIN
    known = not any(receipt.new for receipt in receipts)
    return replies.ALREADY_KNOWN if known else replies.UNDER_WAY
