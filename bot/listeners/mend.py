"""Someone puts one line right: whose words they are, or what they are."""

from __future__ import annotations

import re

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import naming
from bot.belonging import find_answered
from bot.interactions import ModalAnswer, read_modal_answer
from bot.mending import open_mending_window
from bot.payloads import Body
from bot.pressing import choosing, explain_unchanged, fill_in, press
from workers.domain import actions
from workers.domain.mending import MOST_MENDS
from workers.intake import Intake
from workers.wording import mending_window, replies

_TIME = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{1,2})(?:[.,]\d{1,3})?")


def register(app: App, intake: Intake) -> None:
    @app.action(actions.MEND)
    def button(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: open_mending_window(click, client, intake), intake)

    @app.action(actions.ANSWER_MENU, matchers=[choosing(actions.MEND)])
    def choice(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: open_mending_window(click, client, intake), intake)

    @app.action(actions.QUOTE_MENU, matchers=[choosing(actions.MEND)])
    def beside_a_quote(body: Body, ack: Ack, client: WebClient) -> None:
        press(
            *(body, ack, client),
            lambda click: open_mending_window(click, client, intake, click.utterance),
            intake,
        )

    @app.view(mending_window.MENDING_WINDOW)
    def window(body: Body, ack: Ack, client: WebClient) -> None:
        take_line(read_modal_answer(body), ack, client, intake)


def take_line(given: ModalAnswer, ack: Ack, client: WebClient, intake: Intake) -> None:
    """What cannot be taken is said inside the window, which then stays open."""
    at_s = read_clock(given.text("at"))
    mark, words = given.text("speaker"), " ".join(given.text("words").split())
    if at_s is None:
        ack(response_action="errors", errors={"at": mending_window.NO_TIME})
        return
    if mark in {"", mending_window.AS_HEARD} and not words:
        ack(response_action="errors", errors={"speaker": mending_window.NOTHING_MENDED})
        return
    fill_in(given, ack, client, "at", lambda: _mend(given, at_s, mark, words, intake))


def read_clock(written: str) -> float | None:
    """Seconds in `m:ss` or `h:mm:ss`; None where it is neither."""
    found = _TIME.fullmatch(written.strip())
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return 3600.0 * hours + 60 * minutes + seconds


def _mend(given: ModalAnswer, at_s: float, mark: str, words: str, intake: Intake) -> str | None:
    """Goes by what the chart shows now, as renaming does."""
    analysis_id = given.origin.analysis_id
    analysis = find_answered(given, intake)
    if analysis is None:
        return replies.GONE
    if len(analysis.edits.mends) >= MOST_MENDS:
        return replies.ENOUGH_MENDED
    shown = naming.map_marks_to_names(intake.introductions(analysis_id), analysis.edits.names)
    speaker = "" if mark == mending_window.AS_HEARD else shown.get(mark, "")
    whole_turn = bool(given.values.get("turn"))
    if intake.changes.mend(analysis_id, at_s, speaker=speaker, text=words, whole_turn=whole_turn):
        return None
    return replies.NO_SUCH_LINE if analysis.done else explain_unchanged(intake, analysis_id)
