"""Someone chose from a menu what nobody here knows: it came from a later version of ours."""

from __future__ import annotations

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.payloads import Body
from bot.pressing import press
from workers.domain import actions
from workers.intake import Intake
from workers.wording import replies


def register(app: App, _intake: Intake) -> None:
    for menu in (actions.ANSWER_MENU, actions.QUOTE_MENU):
        app.action(menu)(answer_unknown)


def answer_unknown(body: Body, ack: Ack, client: WebClient) -> None:
    """Asked last of those who hear the menus."""
    press(body, ack, client, lambda _click: replies.NOT_OFFERED)
