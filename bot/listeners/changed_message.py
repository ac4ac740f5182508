"""Someone edited or deleted a message: what it no longer points at is not charted either."""

from __future__ import annotations

from dataclasses import replace

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.asks import find_recordings, take_up
from bot.giving import give_answer
from bot.payloads import Body, Deletion, Edit, Heard, make_linked_recording, read_change
from bot.said import AnsweredOnce
from workers.intake import Intake


def register(app: App, intake: Intake) -> None:
    said = AnsweredOnce()

    @app.event({"type": "message", "subtype": ("message_changed", "message_deleted")})
    def listener(body: Body, context: BoltContext, client: WebClient) -> None:
        change = read_change(body, context.bot_user_id)
        if isinstance(change, Deletion):
            hear_deleted(change, intake)
        elif change is not None:
            hear_edited(change, client, intake, said)


def hear_deleted(gone: Deletion, intake: Intake) -> None:
    """Stop what the message asked for; a finished chart stays."""
    for analysis in intake.at(gone.team, gone.channel, gone.ts):
        if analysis.ask.message_ts == gone.ts:
            intake.changes.cancel(analysis.id, by=analysis.ask.asked_by)


def hear_edited(edit: Edit, client: WebClient, intake: Intake, said: AnsweredOnce) -> None:
    """Stop what is gone, and take up what is new; that Slack unfurls a link changes nothing."""
    message, thread = edit.after, edit.after.thread
    still_there = {*message.files, *(make_linked_recording(link).key for link in message.links)}
    for analysis in intake.at(thread.team, thread.channel, message.ts):
        if analysis.ask.message_ts == message.ts and analysis.ask.recording.key not in still_there:
            intake.changes.cancel(analysis.id, by=analysis.ask.asked_by)
    added = _added(edit)
    if find_recordings(added):
        answer = take_up(added, intake)
        if answer:
            said.once(message, lambda: give_answer(client, message, answer))


def _added(edit: Edit) -> Heard:
    """The message with only what it did not point at before; nothing, where that is not known."""
    if edit.before is None:
        return replace(edit.after, links=(), uploads=())
    before = {recording.key for recording in find_recordings(edit.before)}
    return replace(
        edit.after,
        links=tuple(
            link for link in edit.after.links if make_linked_recording(link).key not in before
        ),
        uploads=tuple(each for each in edit.after.uploads if each.key not in before),
    )
