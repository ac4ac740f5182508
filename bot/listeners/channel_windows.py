"""Someone decides about a channel from the Home tab: which one, and then what."""

from __future__ import annotations

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot import tell
from bot.chosen_channel import find_objection
from bot.home import find_visitor, show_home
from bot.interactions import ModalAnswer, Origin, read_click, read_modal_answer
from bot.payloads import Body
from bot.slack_connect import is_kept_inside
from bot.subscribing import subscribe_as_wanted
from bot.subscription_form import check_subscription_form, read_subscription_form
from workers.domain import actions
from workers.domain.errors import Unavailable
from workers.engines import ENGINE_TITLES
from workers.intake import Intake
from workers.wording import channel_windows, notice_window, replies, settings_window


def register(app: App, intake: Intake, retention_days: int) -> None:
    @app.view(channel_windows.CHOICE)
    def chosen(body: Body, ack: Ack, client: WebClient, context: BoltContext) -> None:
        given = read_modal_answer(body)
        show_settings(given, ack, client, intake, inside=is_kept_inside(context))

    @app.action(actions.SUBSCRIBE)
    def opened(body: Body, ack: Ack, client: WebClient) -> None:
        ack()
        view = channel_windows.write_subscribe_window(Origin(channel="").packed())
        tell.open_modal(client, read_click(body).trigger_id, view)

    @app.view(channel_windows.SUBSCRIBING)
    def subscribed(body: Body, ack: Ack, client: WebClient, context: BoltContext) -> None:
        given = read_modal_answer(body)
        if take_subscription(given, ack, client, intake, inside=is_kept_inside(context)):
            visitor = find_visitor(given.team, given.user, context)
            show_home(visitor, client, intake, retention_days)


def show_settings(
    given: ModalAnswer, ack: Ack, client: WebClient, intake: Intake, *, inside: bool
) -> None:
    """The window of the channel's settings takes the place of the choice."""
    channel = given.text("channel")
    try:
        objection = find_objection(client, given.team, channel, given.user, inside=inside)
        settings = intake.settings(given.team, channel)
    except Unavailable:
        ack(response_action="errors", errors={"channel": replies.TRY_AGAIN})
        return
    view = (
        settings_window.write_settings_modal(
            Origin(channel=channel).packed(), settings, ENGINE_TITLES
        )
        if objection is None
        else notice_window.write_notice_modal(objection)
    )
    ack(response_action="update", view=dict(view))


def take_subscription(
    given: ModalAnswer, ack: Ack, client: WebClient, intake: Intake, *, inside: bool
) -> bool:
    """What cannot be taken is said inside the window; what came of it takes its place. Whether
    it came to that."""
    wrong = check_subscription_form(given)
    sentence = None
    if not wrong:
        wanted = read_subscription_form(given)
        try:
            sentence = find_objection(client, given.team, wanted.channel, given.user, inside=inside)
            sentence = sentence or subscribe_as_wanted(wanted, intake, client)
        except Unavailable:
            wrong = {"channel": replies.TRY_AGAIN}
    if wrong or sentence is None:
        ack(response_action="errors", errors=wrong)
        return False
    ack(response_action="update", view=dict(notice_window.write_notice_modal(sentence)))
    return True
