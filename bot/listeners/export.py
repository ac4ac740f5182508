"""Someone wants transcript and polarity as files in the thread, or the page."""

from __future__ import annotations

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import tell
from bot.belonging import find_answered
from bot.interactions import Click, ModalAnswer, Origin, read_modal_answer
from bot.payloads import Body
from bot.pressing import explain_unchanged, fill_in, press
from workers.domain import actions
from workers.domain.shared_files import FILE_FORMS, FileForm
from workers.intake import Intake
from workers.wording import files, replies


def register(app: App, intake: Intake) -> None:
    @app.action(actions.EXPORT)
    def button(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: open_window(click, client, intake), intake)

    @app.view(files.FILES_WINDOW)
    def window(body: Body, ack: Ack, client: WebClient) -> None:
        take_choice(read_modal_answer(body), ack, client, intake)

    @app.action(actions.OPEN_PAGE)
    def page(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: open_page(click, intake), intake)


def open_window(click: Click, client: WebClient, intake: Intake) -> str | None:
    """Only Redis is asked before the window opens: the right to open it lives three seconds."""
    analysis, beside = intake.find(click.analysis_id), click.beside
    if analysis is None or beside is None:
        return replies.GONE
    if not analysis.done or analysis.answer_ts is None:
        return explain_unchanged(intake, analysis.id)
    origin = Origin(channel=beside.channel, thread_ts=beside.ts, analysis_id=analysis.id)
    view = files.write_files_modal(origin.packed())
    return None if tell.open_modal(client, click.trigger_id, view) else replies.PRESS_AGAIN


def take_choice(given: ModalAnswer, ack: Ack, client: WebClient, intake: Intake) -> None:
    """What cannot be taken is said inside the window, which then stays open."""
    ticked = given.values.get(files.FORMS_BLOCK) or ()
    forms = tuple(form for form in FILE_FORMS if form in ticked)
    if not forms:
        ack(response_action="errors", errors={files.FORMS_BLOCK: files.NOTHING_CHOSEN})
        return
    fill_in(given, ack, client, files.FORMS_BLOCK, lambda: _share(given, forms, intake))


def _share(given: ModalAnswer, forms: tuple[FileForm, ...], intake: Intake) -> str | None:
    analysis = find_answered(given, intake)
    if analysis is not None and intake.changes.export(analysis.id, forms):
        return None
    return explain_unchanged(intake, given.origin.analysis_id)


def open_page(click: Click, intake: Intake) -> str | None:
    """The workers share it; nothing is to be said unless that cannot be."""
    if intake.changes.export(click.analysis_id, ("page",)):
        return None
    return explain_unchanged(intake, click.analysis_id)
