"""Someone says how many speakers there really are: in a window, or in a select of plain and older
answers."""

from __future__ import annotations

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import tell
from bot.interactions import Click, ModalAnswer, Origin
from bot.payloads import Body
from bot.pressing import choosing, confirm, explain_state, explain_unchanged, press
from workers.domain import actions
from workers.domain.analysis import Analysis
from workers.domain.channel import MOST_SPEAKERS
from workers.intake import Intake
from workers.wording import asking, replies


def register(app: App, intake: Intake) -> None:
    @app.action(actions.RECOUNT)
    def select(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: recount(click, intake), intake)

    @app.action(actions.ANSWER_MENU, matchers=[choosing(actions.RECOUNT)])
    def choice(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: open_window(click, client, intake), intake)

    @app.view(asking.RECOUNT_WINDOW)
    def window(body: Body, ack: Ack, client: WebClient) -> None:
        confirm(
            body, ack, client, lambda given, analysis: take_count(given, analysis, intake), intake
        )


def open_window(click: Click, client: WebClient, intake: Intake) -> str | None:
    """Where there is something to be heard again."""
    analysis, beside = intake.find(click.analysis_id), click.beside
    if analysis is None or beside is None:
        return replies.GONE
    if not analysis.done or analysis.answer_ts is None:
        return explain_state(analysis)
    origin = Origin(channel=beside.channel, thread_ts=beside.ts, analysis_id=analysis.id)
    view = asking.ask_count(origin.packed())
    return None if tell.open_modal(client, click.trigger_id, view) else replies.PRESS_AGAIN


def take_count(given: ModalAnswer, analysis: Analysis, intake: Intake) -> str | None:
    return _recount(analysis.id, given.text(asking.COUNT), MOST_SPEAKERS, intake)


def recount(click: Click, intake: Intake) -> str | None:
    return _recount(click.analysis_id, click.rest, actions.MOST_OFFERED, intake)


def _recount(analysis_id: str, said: str, most: int, intake: Intake) -> str | None:
    """The engine is asked again; the old chart stays until the new one is there."""
    offered = {str(count): count for count in range(1, most + 1)}
    speakers = offered.get(said)
    known = speakers is not None or said == actions.ESTIMATE
    if known and intake.changes.recount(analysis_id, speakers):
        return None
    return explain_unchanged(intake, analysis_id)
