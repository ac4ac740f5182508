"""What all buttons have in common: ack, do it, and tell whoever pressed where it cannot be done."""

from __future__ import annotations

from collections.abc import Callable

from slack_bolt import Ack
from slack_sdk import WebClient

from bot import tell
from bot.belonging import find_answered, find_clicked
from bot.interactions import Click, ModalAnswer, read_click, read_modal_answer
from bot.payloads import Body
from workers.domain.analysis import Analysis
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


def choosing(choice: str) -> Callable[[Body], bool]:
    """For a listener of one choice of a menu: whether it is the one that was chosen."""

    def is_chosen(body: Body) -> bool:
        return read_click(body).choice == choice

    return is_chosen


def confirm(
    body: Body,
    ack: Ack,
    client: WebClient,
    act: Callable[[ModalAnswer, Analysis], str | None],
    about: Intake,
) -> None:
    """Do what a window has asked about, only if it is about something of its own channel; told as
    `press` tells it."""
    ack()
    given = read_modal_answer(body)
    try:
        analysis = find_answered(given, about)
        sentence = replies.GONE if analysis is None else act(given, analysis)
    except Unavailable:
        sentence = replies.TRY_AGAIN
    if sentence is not None:
        tell.whisper(client, given.user, given.beside, sentence)


def fill_in(
    given: ModalAnswer, ack: Ack, client: WebClient, field: str, act: Callable[[], str | None]
) -> None:
    """Do what a filled-in window asks for, and tell as `press` does. Only what may pass is said in
    the window, at `field`: it stays open, so that nothing has to be written again."""
    try:
        sentence = act()
    except Unavailable:
        ack(response_action="errors", errors={field: replies.TRY_AGAIN})
        return
    ack()
    if sentence is not None:
        tell.whisper(client, given.user, given.beside, sentence)


def explain_unchanged(intake: Intake, analysis_id: str) -> str:
    """Why a chart could not be changed just now. Raises `Unavailable`."""
    return explain_state(intake.find(analysis_id))


def explain_state(analysis: Analysis | None) -> str:
    """The same of a chart as it was when it was looked at: looked at again it may be done."""
    if analysis is None:
        return replies.GONE
    if not analysis.done:
        return replies.BUSY
    return replies.NO_CHART
