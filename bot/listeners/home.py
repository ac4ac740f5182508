"""Someone looks at the Home tab, searches there, or ends a subscription of theirs."""

from __future__ import annotations

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot import tell
from bot.home import find_visitor, show_home
from bot.interactions import Click, read_click
from bot.payloads import Body, read_home_opened
from workers.domain import actions
from workers.domain.errors import Unavailable
from workers.intake import Intake
from workers.wording import replies


def register(app: App, intake: Intake, retention_days: int) -> None:
    @app.event("app_home_opened")
    def opened(body: Body, client: WebClient, context: BoltContext) -> None:
        opened_by = read_home_opened(body)
        if opened_by is not None:
            show_home(find_visitor(*opened_by, context), client, intake, retention_days)

    @app.action(actions.SEARCH)
    def searched(body: Body, ack: Ack, client: WebClient, context: BoltContext) -> None:
        ack()
        click = read_click(body)
        visitor = find_visitor(click.team, click.user, context)
        try:
            show_home(visitor, client, intake, retention_days, click.value.strip())
        except Unavailable:
            tell.answer_click(client, click, replies.TRY_AGAIN)

    @app.action(actions.UNSUBSCRIBE)
    def ended(body: Body, ack: Ack, client: WebClient, context: BoltContext) -> None:
        ack()
        click = read_click(body)
        try:
            end_own(click, intake)
            visitor = find_visitor(click.team, click.user, context)
            show_home(visitor, client, intake, retention_days)
        except Unavailable:
            tell.answer_click(client, click, replies.TRY_AGAIN)


def end_own(click: Click, intake: Intake) -> None:
    """End what the button names, where it is theirs still. Raises `Unavailable`."""
    known = intake.subscriptions.find(click.team, click.rest)
    if known is not None and known.subscriber == click.user:
        intake.subscriptions.end(click.team, click.rest)
