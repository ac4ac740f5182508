"""The bot over real HTTP, against the Slack stand-in."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from werkzeug.serving import make_server

from bot.app import build_app
from bot.settings import BotSettings
from bot.web import build_web
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Person, SlackStandIn
from workers.intake import Intake

METRICS_TOKEN = "made-up"
SCOPES = {"channels:read", "groups:read", "users:read"}
"""What the manifest asks for beside what the stand-in grants by itself."""


@pytest.fixture
def intake() -> ObservedIntake:
    return ObservedIntake()


@pytest.fixture
def slack(intake: ObservedIntake) -> Iterator[SlackStandIn]:
    """A workspace whose app is our bot, with `intake` behind it."""
    with served(intake) as workspace:
        yield workspace


@pytest.fixture
def open_slack(intake: ObservedIntake) -> Iterator[SlackStandIn]:
    """The same, where channels shared with others are allowed."""
    with served(intake, allow_slack_connect="yes") as workspace:
        yield workspace


@pytest.fixture
def ada(slack: SlackStandIn) -> Person:
    return slack.person("Ada")


@pytest.fixture
def general(slack: SlackStandIn, ada: Person) -> Channel:
    return slack.channel("general", [ada])


@contextmanager
def served(intake: Intake, **more: Any) -> Iterator[SlackStandIn]:
    with SlackStandIn() as workspace:
        workspace.scopes |= SCOPES
        settings = BotSettings(
            metrics_token=METRICS_TOKEN,
            slack_bot_token=workspace.bot_token,
            slack_signing_secret=workspace.signing_secret,
            slack_api_url=workspace.api_url,
            **more,
        )
        web = build_web(build_app(settings, intake), intake, settings)
        server = make_server("127.0.0.1", 0, web, threaded=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        workspace.events_url = f"http://127.0.0.1:{server.server_port}/slack/events"
        yield workspace
        server.shutdown()
        thread.join()
        server.server_close()
