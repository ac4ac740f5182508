"""Someone answers the offer to chart what they posted."""

from __future__ import annotations

from slack_bolt import Ack, App

from bot import tell
from bot.asks import ask_for_each, hand_in
from bot.interactions import Click, read_click
from bot.offers import unpack_offer
from bot.payloads import Body
from workers.domain.errors import Refused, Unavailable
from workers.intake import Intake
from workers.wording import offer, replies
from workers.wording.refusals import write_refusal


def register(app: App, intake: Intake) -> None:
    @app.action(offer.ACCEPT)
    def taken(body: Body, ack: Ack) -> None:
        ack()
        take_offer(read_click(body), intake)

    @app.action(offer.DECLINE)
    def declined(body: Body, ack: Ack) -> None:
        ack()
        tell.respond(read_click(body).response_url, delete_original=True)


def take_offer(taken: Click, intake: Intake) -> None:
    """The offer makes way for a receipt; out of reach, it stays to be pressed again."""
    if taken.beside is None:
        return
    try:
        receipts = hand_in(ask_for_each(unpack_offer(taken, taken.beside.channel)), intake)
    except Refused as refused:
        text = write_refusal(refused.why, refused.details)
        tell.respond(taken.response_url, text=text, replace_original=False)
        return
    except Unavailable:
        tell.respond(taken.response_url, text=replies.TRY_AGAIN, replace_original=False)
        return
    sentence = offer.TAKEN if any(receipt.new for receipt in receipts) else offer.KNOWN
    tell.respond(taken.response_url, text=sentence, replace_original=True)
