"""Someone says that a moment of the chart looks wrong: left out, neutral, or put right.

Beside a quote stands a menu; in plain answers and older ones a select, or a button.
"""

from __future__ import annotations

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import tell
from bot.interactions import Click, Origin
from bot.mending import find_quote, open_mending_window
from bot.payloads import Body
from bot.pressing import choosing, confirm, explain_state, explain_unchanged, press
from workers.domain import actions
from workers.domain.phrases import cut_phrase
from workers.intake import Intake
from workers.wording import aliases, asking, replies


def register(app: App, intake: Intake) -> None:
    @app.action(actions.LOOKS_WRONG)
    def select(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: mend_moment(click, client, intake), intake)

    @app.action(actions.QUOTE_MENU, matchers=[choosing(actions.LEAVE_OUT)])
    def leaving_out(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: ask_first(click, client, intake), intake)

    @app.view(asking.LEAVE_OUT_WINDOW)
    def window(body: Body, ack: Ack, client: WebClient) -> None:
        confirm(
            *(body, ack, client),
            lambda given, analysis: leave_out(analysis.id, given.origin.utterance, intake),
            intake,
        )

    @app.action(actions.QUOTE_MENU, matchers=[choosing(actions.AS_NEUTRAL)])
    def as_neutral(body: Body, ack: Ack, client: WebClient) -> None:
        press(
            *(body, ack, client),
            lambda click: score_as_neutral(click, click.utterance, intake),
            intake,
        )


def ask_first(click: Click, client: WebClient, intake: Intake) -> str | None:
    """Shows the quote once more."""
    analysis, beside = intake.find(click.analysis_id), click.beside
    if analysis is None or beside is None:
        return replies.GONE
    quote = find_quote(analysis, click.utterance)
    if quote is None or not analysis.done:
        return explain_state(analysis)
    origin = Origin(
        channel=beside.channel,
        thread_ts=beside.ts,
        analysis_id=analysis.id,
        utterance=quote.utterance,
    )
    view = asking.ask_leaving_out(origin.packed(), quote)
    return None if tell.open_modal(client, click.trigger_id, view) else replies.PRESS_AGAIN


def mend_moment(click: Click, client: WebClient, intake: Intake) -> str | None:
    """By what was chosen; a button of an older answer knows leaving out alone."""
    place, _, wish = click.rest.partition(":")
    utterance = int(place[:9]) if place.isdecimal() else None
    if wish == actions.AS_NEUTRAL:
        return score_as_neutral(click, utterance, intake)
    if wish == actions.MEND:
        return open_mending_window(click, client, intake, utterance)
    return leave_out(click.analysis_id, None if wish else utterance, intake)


def leave_out(analysis_id: str, utterance: int | None, intake: Intake) -> str | None:
    """The chart is drawn anew without it; *Undo* brings it back."""
    if utterance is not None and intake.changes.leave_out(analysis_id, utterance):
        return None
    return explain_unchanged(intake, analysis_id)


def score_as_neutral(click: Click, utterance: int | None, intake: Intake) -> str:
    """The words of the quote become a phrase of the channel, as its settings show it; the chart is
    drawn anew by them. Where names are hidden, none gets into the settings."""
    analysis = intake.find(click.analysis_id)
    if analysis is None:
        return replies.GONE
    quote = find_quote(analysis, utterance)
    if quote is None or not analysis.done:
        return explain_state(analysis)
    phrase = cut_phrase(max(quote.text.split(aliases.MASK), key=len))
    if not phrase:
        return replies.TOO_SHORT_A_PHRASE
    if not intake.add_phrase(click.team, analysis.thread.channel, phrase, "neutral"):
        return replies.NO_ROOM_FOR_PHRASES
    intake.changes.redraw(analysis.id, phrase)
    return replies.write_scored_as_neutral(phrase)
