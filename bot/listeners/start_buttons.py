"""Someone pressed *Try the demo* or *Settings* under a welcome, under the help or in Home."""

from __future__ import annotations

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import asks, tell
from bot.interactions import Click, Origin, read_click
from bot.payloads import Body
from bot.slack_calls import ask_slack
from workers.domain import actions
from workers.domain.errors import Refused
from workers.domain.thread import Thread
from workers.engines import ENGINE_TITLES
from workers.intake import Intake
from workers.wording import replies, settings_window
from workers.wording.channel_windows import write_choice_window
from workers.wording.refusals import write_refusal
from workers.wording.welcome import DEMO_COMES


def register(app: App, intake: Intake) -> None:
    @app.action(actions.TRY_DEMO)
    def demo_listener(body: Body, ack: Ack, client: WebClient) -> None:
        ack()
        click = read_click(body)
        try:
            chart_demo(click, client, intake)
        except Refused as refused:
            tell.answer_click(client, click, write_refusal(refused.why, refused.details))

    @app.action(actions.OPEN_SETTINGS)
    def settings_listener(body: Body, ack: Ack, client: WebClient) -> None:
        ack()
        open_settings(read_click(body), client, intake)


def chart_demo(click: Click, client: WebClient, intake: Intake) -> None:
    """Where the button stands; pressed in the Home tab, as a direct message."""
    if click.beside is not None:
        asks.hand_in([asks.ask_for_demo(click.beside, click.user, click.response_url)], intake)
        tell.answer_click(client, click, replies.write_accepted(1))
        return
    opened = ask_slack(client.chat_postMessage, channel=click.user, text=DEMO_COMES)
    thread = Thread(click.team, opened["channel"], opened["ts"])
    asks.hand_in([asks.ask_for_demo(thread, click.user, None)], intake)


def open_settings(click: Click, client: WebClient, intake: Intake) -> None:
    """Of the channel that the button stands in; in the Home tab, of one that is chosen first."""
    if click.beside is None:
        choice = write_choice_window(Origin(channel="").packed())
        tell.open_modal(client, click.trigger_id, choice)
        return
    settings = intake.settings(click.team, click.beside.channel)
    origin = Origin(channel=click.beside.channel, response_url=click.response_url)
    view = settings_window.write_settings_modal(origin.packed(), settings, ENGINE_TITLES)
    if not tell.open_modal(client, click.trigger_id, view):
        tell.answer_click(client, click, replies.PRESS_AGAIN)
