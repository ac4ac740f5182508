"""A workspace whose bot Zoom calls, with a real ledger behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from redis import Redis

from tests.bot.conftest import served
from tests.standins.slack import Channel, Message, Person, SlackStandIn
from tests.standins.zoom import Zoom
from workers.domain.analysis import Analysis
from workers.intake import Intake

SECRET = "a-secret-token"


@dataclass(frozen=True, slots=True, kw_only=True)
class Zoomed:
    """Ada sits in #general with the bot and has direct messages with it."""

    slack: SlackStandIn
    zoom: Zoom
    intake: Intake
    ada: Person
    general: Channel
    talk: Channel

    def asked(self) -> list[Analysis]:
        """What was handed in for Ada, newest first."""
        return self.intake.asked_by(self.slack.team, self.ada.id)

    def types(self, text: str) -> str:
        """What `/sentiment` answers to Ada in #general."""
        return self.ada.types(self.general, "/sentiment", text).text

    def said(self, channel: Channel) -> list[Message]:
        """What the bot has posted there."""
        return list(channel.messages.values())


@pytest.fixture
def zoomed(redis: Redis) -> Iterator[Zoomed]:
    intake = Intake(redis)
    with served(intake, zoom_webhook_secret=SECRET) as slack:
        ada = slack.person("Ada", admin=True, email="Ada@example.com")
        yield Zoomed(
            slack=slack,
            zoom=Zoom(
                url=str(slack.events_url).replace("/slack/events", "/hooks/zoom"), secret=SECRET
            ),
            intake=intake,
            ada=ada,
            general=slack.channel("general", [ada]),
            talk=slack.talk(ada),
        )
