"""Someone enters the passcode of a locked recording: a window, and one more try."""

from __future__ import annotations

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import tell
from bot.belonging import find_answered
from bot.interactions import Click, ModalAnswer, Origin, read_modal_answer
from bot.payloads import Body
from bot.pressing import fill_in, press
from workers.domain import actions, changes
from workers.intake import Intake
from workers.wording import passcode_window, replies


def register(app: App, intake: Intake) -> None:
    @app.action(actions.PASSCODE)
    def button(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: open_window(click, client, intake), intake)

    @app.view(passcode_window.PASSCODE)
    def window(body: Body, ack: Ack, client: WebClient) -> None:
        take_passcode(read_modal_answer(body), ack, client, intake)


def open_window(click: Click, client: WebClient, intake: Intake) -> str | None:
    beside = click.beside
    sentence = _why_not(intake, click.analysis_id)
    if sentence is not None or beside is None:
        return sentence
    origin = Origin(channel=beside.channel, thread_ts=beside.ts, analysis_id=click.analysis_id)
    view = passcode_window.write_passcode_modal(origin.packed())
    return None if tell.open_modal(client, click.trigger_id, view) else replies.PRESS_AGAIN


def take_passcode(given: ModalAnswer, ack: Ack, client: WebClient, intake: Intake) -> None:
    """What cannot be taken is said inside the window, which then stays open."""
    passcode = given.text(passcode_window.PASSCODE).strip()
    if not passcode:
        ack(
            response_action="errors", errors={passcode_window.PASSCODE: passcode_window.NO_PASSCODE}
        )
        return
    fill_in(
        *(given, ack, client, passcode_window.PASSCODE), lambda: _unlock(given, passcode, intake)
    )


def _unlock(given: ModalAnswer, passcode: str, intake: Intake) -> str | None:
    analysis = find_answered(given, intake)
    if analysis is None:
        return replies.GONE
    unlocked = intake.changes.unlock(analysis.id, passcode)
    return None if unlocked else _why_not(intake, analysis.id)


def _why_not(intake: Intake, analysis_id: str) -> str | None:
    """Why no passcode is of use just now; None where one is. Raises `Unavailable`."""
    analysis = intake.find(analysis_id)
    if analysis is None:
        return replies.GONE
    if not analysis.done:
        return replies.BUSY
    return None if changes.is_locked(analysis) else replies.NOT_LOCKED
