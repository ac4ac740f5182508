"""Someone wants a chart and all that is kept of it gone, and is asked whether they are sure.

Plain answers and older ones have a button, about which Slack has asked already.
"""

from __future__ import annotations

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import tell
from bot.interactions import Click, Origin
from bot.payloads import Body
from bot.people import may_end
from bot.pressing import choosing, confirm, press
from workers.domain import actions
from workers.domain.analysis import Analysis
from workers.intake import Intake
from workers.wording import aliases, asking, replies


def register(app: App, intake: Intake) -> None:
    @app.action(actions.DELETE)
    def button(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: delete(click, client, intake), intake)

    @app.action(actions.ANSWER_MENU, matchers=[choosing(actions.DELETE)])
    def choice(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: ask_first(click, client, intake), intake)

    @app.view(asking.DELETE_WINDOW)
    def window(body: Body, ack: Ack, client: WebClient) -> None:
        confirm(
            *(body, ack, client),
            lambda given, analysis: delete_for(given.user, analysis, client, intake),
            intake,
        )


def ask_first(click: Click, client: WebClient, intake: Intake) -> str | None:
    """Whoever may not delete it is told at once."""
    analysis, beside = intake.find(click.analysis_id), click.beside
    if analysis is None or beside is None:
        return replies.GONE
    if not may_end(client, click.user, analysis):
        return replies.write_who_may(analysis.ask.asked_by, "delete")
    origin = Origin(channel=beside.channel, thread_ts=beside.ts, analysis_id=analysis.id)
    view = asking.ask_deletion(origin.packed(), _name_shown(analysis, intake))
    return None if tell.open_modal(client, click.trigger_id, view) else replies.PRESS_AGAIN


def delete(click: Click, client: WebClient, intake: Intake) -> str | None:
    """The workers delete, and post the receipt."""
    analysis = intake.find(click.analysis_id)
    return replies.GONE if analysis is None else delete_for(click.user, analysis, client, intake)


def delete_for(person: str, analysis: Analysis, client: WebClient, intake: Intake) -> str | None:
    """The same for a person (an id), who may have lost the right to it meanwhile."""
    if not may_end(client, person, analysis):
        return replies.write_who_may(analysis.ask.asked_by, "delete")
    return None if intake.changes.delete(analysis.id, by=person) else replies.GONE


def _name_shown(analysis: Analysis, intake: Intake) -> str:
    """What its recording is called in a channel that may want no names."""
    heard = intake.heard(analysis.id)
    if heard is None:
        return ""
    thread, known = analysis.thread, analysis.known_names(heard)
    names = intake.settings(thread.team, thread.channel).names
    return aliases.alias_recording(analysis.recording, names, known).called
