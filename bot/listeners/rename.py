"""Someone puts names to the speakers: a window, and what was written in it."""

from __future__ import annotations

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import naming, people, tell
from bot.belonging import find_answered
from bot.interactions import Click, ModalAnswer, Origin, read_modal_answer
from bot.payloads import Body
from bot.pressing import explain_unchanged, fill_in, press
from workers.domain import actions
from workers.intake import Intake
from workers.wording import naming_window, replies


def register(app: App, intake: Intake) -> None:
    @app.action(actions.RENAME)
    def button(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: open_window(click, client, intake), intake)

    @app.view(naming_window.RENAME)
    def window(body: Body, ack: Ack, client: WebClient) -> None:
        take_names(read_modal_answer(body), ack, client, intake)


def open_window(click: Click, client: WebClient, intake: Intake) -> str | None:
    """Only Redis is asked before the window opens: the right to open it lives three seconds."""
    analysis, beside = intake.find(click.analysis_id), click.beside
    if analysis is None or beside is None:
        return replies.GONE
    wish = intake.settings(click.team, beside.channel)
    if wish.names != "real":
        return replies.NAMES_HIDDEN
    people_in_it = naming.mark_speakers(intake.introductions(analysis.id), analysis.edits.names)
    if not people_in_it:
        return explain_unchanged(intake, analysis.id)
    origin = Origin(channel=beside.channel, thread_ts=beside.ts, analysis_id=analysis.id)
    view = naming_window.write_rename_modal(origin.packed(), people_in_it, quotes=wish.quotes)
    return None if tell.open_modal(client, click.trigger_id, view) else replies.PRESS_AGAIN


def take_names(given: ModalAnswer, ack: Ack, client: WebClient, intake: Intake) -> None:
    """What cannot be taken is said inside the window, which then stays open."""
    choices = naming.read_choices(given)
    complaints = naming.check_names(choices)
    if complaints:
        ack(response_action="errors", errors=complaints)
    elif choices:
        field = choices[0].block_id
        fill_in(given, ack, client, field, lambda: _rename(given, choices, client, intake))
    else:
        ack()


def _rename(
    given: ModalAnswer, choices: list[naming.Choice], client: WebClient, intake: Intake
) -> str | None:
    """Goes by what the chart shows now, not when the window opened: of two, the last one wins."""
    analysis_id = given.origin.analysis_id
    analysis = find_answered(given, intake)
    if analysis is None:
        return replies.GONE
    called = people.ask_names(client, {each.person for each in choices if each.person})
    shown = naming.map_marks_to_names(intake.introductions(analysis_id), analysis.edits.names)
    names = {
        shown[each.mark]: called[each.person] if each.person else each.name
        for each in choices
        if each.mark in shown
    }
    return (
        None
        if intake.changes.rename(analysis_id, names)
        else explain_unchanged(intake, analysis_id)
    )
