"""Someone says that a moment of the chart looks wrong: it is left out, or its words are neutral."""

from __future__ import annotations

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.interactions import Click
from bot.payloads import Body
from bot.pressing import explain_unchanged, press
from workers.domain import actions
from workers.domain.phrases import cut_phrase
from workers.intake import Intake
from workers.wording import aliases, replies


def register(app: App, intake: Intake) -> None:
    @app.action(actions.LOOKS_WRONG)
    def listener(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: mend_moment(click, intake), intake)


def mend_moment(click: Click, intake: Intake) -> str | None:
    """By what was chosen; a button of an older answer knows leaving out alone."""
    place, _, wish = click.rest.partition(":")
    if place.isdecimal() and wish == actions.AS_NEUTRAL:
        return score_as_neutral(click, int(place[:9]), intake)
    return leave_out(click, intake)


def leave_out(click: Click, intake: Intake) -> str | None:
    """The chart is drawn anew without it; *Undo* brings it back."""
    if click.rest.isdecimal() and intake.changes.leave_out(click.analysis_id, int(click.rest[:9])):
        return None
    return explain_unchanged(intake, click.analysis_id)


def score_as_neutral(click: Click, utterance: int, intake: Intake) -> str:
    """The words of the quote become a phrase of the channel, as its settings show it; the chart is
    drawn anew by them. Where names are hidden, none gets into the settings."""
    analysis = intake.find(click.analysis_id)
    if analysis is None:
        return replies.GONE
    quotes = analysis.chart.quotes if analysis.chart else ()
    said = next((quote.text for quote in quotes if quote.utterance == utterance), None)
    if said is None or not analysis.done:
        return explain_unchanged(intake, analysis.id)
    phrase = cut_phrase(max(said.split(aliases.MASK), key=len))
    if not phrase:
        return replies.TOO_SHORT_A_PHRASE
    if not intake.add_phrase(click.team, analysis.thread.channel, phrase, "neutral"):
        return replies.NO_ROOM_FOR_PHRASES
    intake.changes.redraw(analysis.id)
    return replies.write_scored_as_neutral(phrase)
