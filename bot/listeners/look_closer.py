"""Someone wants a moment of the chart drawn on its own."""

from __future__ import annotations

import re

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.interactions import Click
from bot.looking_closer import order_look
from bot.payloads import Body
from bot.pressing import explain_unchanged, press
from bot.stretch import read_stretch
from workers.domain import actions
from workers.intake import Intake
from workers.wording import replies

_BUTTON = re.compile(rf"^{actions.CLOSER}_\d$")


def register(app: App, intake: Intake) -> None:
    @app.action(_BUTTON)
    def listener(body: Body, ack: Ack, client: WebClient) -> None:
        press(body, ack, client, lambda click: show_moment(click, intake), intake)


def show_moment(click: Click, intake: Intake) -> str | None:
    """The workers post it into the thread; nothing is to be said unless nothing new comes."""
    analysis, stretch = intake.find(click.analysis_id), read_seconds(click.rest)
    if analysis is None:
        return replies.GONE
    if stretch is None:
        return explain_unchanged(intake, analysis.id)
    return order_look(analysis, stretch, click.user, intake)


def read_seconds(value: str) -> tuple[int, int] | None:
    """FROM-TO, as the button carries it."""
    first, _, second = value.partition("-")
    if not (first.isdecimal() and second.isdecimal()):
        return None
    return read_stretch(f"{first[:5]}s-{second[:5]}s")
