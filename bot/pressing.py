"""What all buttons have in common: ack, do it, and tell whoever pressed where it cannot be done."""

from __future__ import annotations

from collections.abc import Callable

from slack_bolt import Ack
from slack_sdk import WebClient

from bot import tell
from bot.belonging import find_clicked
from bot.interactions import Click, read_click
from bot.payloads import Body
from workers.domain.errors import Refused, Unavailable
from workers.intake import Intake
from workers.wording import replies
from workers.wording.refusals import write_refusal

Act = Callable[[Click], str | None]
"""Does what the button says; the sentence for whoever pressed it, None where all is well."""


def press(body: Body, ack: Ack, client: WebClient, act: Act, about: Intake | None = None) -> None:
    """Do what a button says; where it is about an analysis, only if it belongs where it stands."""
    ack()
    pressed_by = read_click(body)
    try:
        foreign = about is not None and find_clicked(pressed_by, about) is None
        sentence = replies.GONE if foreign else act(pressed_by)
    except Refused as refused:
        sentence = write_refusal(refused.why, refused.details)
    except Unavailable:
        sentence = replies.TRY_AGAIN
    if sentence is not None:
        tell.answer_click(client, pressed_by, sentence)


def explain_unchanged(intake: Intake, analysis_id: str) -> str:
    """Why a chart could not be changed just now. Raises `Unavailable`."""
    analysis = intake.find(analysis_id)
    if analysis is None:
        return replies.GONE
    if not analysis.done:
        return replies.BUSY
    return replies.NO_CHART
