"""Someone wants the link to a chart, to put it into a canvas or another channel."""

from __future__ import annotations

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.interactions import Click
from bot.payloads import Body
from bot.pressing import choosing, explain_unchanged, press
from bot.slack_calls import ask_slack
from workers.domain import actions
from workers.domain.slack_error import SlackRefusal
from workers.intake import Intake
from workers.wording import replies


def register(app: App, intake: Intake) -> None:
    @app.action(actions.LINK)
    def button(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: tell_link(click, client, intake), intake)

    @app.action(actions.ANSWER_MENU, matchers=[choosing(actions.LINK)])
    def choice(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: tell_link(click, client, intake), intake)


def tell_link(click: Click, client: WebClient, intake: Intake) -> str:
    """Of the answer, wherever it is asked for; told to whoever asks alone."""
    analysis = intake.find(click.analysis_id)
    if analysis is None:
        return replies.GONE
    if analysis.answer_ts is None:
        return explain_unchanged(intake, analysis.id)
    try:
        found = ask_slack(
            client.chat_getPermalink,
            channel=analysis.thread.channel,
            message_ts=analysis.answer_ts,
        )
    except SlackRefusal:  # somebody has deleted the message
        return replies.GONE
    return replies.write_chart_link(str(found["permalink"]))
