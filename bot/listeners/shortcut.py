"""Someone chose "Chart this recording" in the menu of a message, in a thread or not."""

from __future__ import annotations

from slack_bolt import Ack, App

from bot import tell
from bot.asks import ask_for_all, hand_in, tell_rest
from bot.payloads import Body, Heard, find_response_url, read_shortcut
from workers.domain.errors import Refused, Unavailable
from workers.intake import Intake
from workers.wording import replies
from workers.wording.refusals import write_refusal

CALLBACK = "chart_sentiment"


def register(app: App, intake: Intake) -> None:
    @app.message_shortcut(CALLBACK)
    def listener(body: Body, ack: Ack) -> None:
        ack()
        url = find_response_url(body)
        sentence = hear_shortcut(read_shortcut(body), url, intake)
        tell.respond(url, text=sentence, response_type="ephemeral", replace_original=False)


def hear_shortcut(message: Heard, url: str | None, intake: Intake) -> str:
    """Everything in the message is charted; the sentence is for whoever chose it."""
    wanted = ask_for_all(message, url)
    if not wanted:
        return replies.NO_RECORDING
    try:
        receipts = hand_in(wanted, intake)
    except Refused as refused:
        return write_refusal(refused.why, refused.details)
    except Unavailable:
        return replies.TRY_AGAIN
    known = not any(receipt.new for receipt in receipts)
    rest = tell_rest(wanted)
    sentence = replies.ALREADY_KNOWN if known else replies.UNDER_WAY
    return f"{sentence} {rest.text}" if rest else sentence
