from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import requests
from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from websockets.sync.client import connect

from tests.standins.slack import Channel, Person, SlackStandIn
from tests.standins.slack.refusals import refused


@pytest.fixture
def app(slack: SlackStandIn, bolt: App) -> Iterator[App]:
    """The Bolt app, connected by Socket Mode."""
    socket = SocketModeHandler(bolt, slack.app_token, ping_interval=0.2)
    socket.connect()  # type: ignore[no-untyped-call]  # Bolt's has no types
    slack.wait_for(lambda: slack.sockets == 1, timeout_s=5, what="connection")
    yield bolt
    socket.client.auto_reconnect_enabled = False
    slack.drop_sockets()  # else the client's reader sits out its own time limit
    slack.wait_for(lambda: not socket.client.is_connected(), timeout_s=5)
    socket.close()  # type: ignore[no-untyped-call]  # Bolt's has no types


def test_event(slack: SlackStandIn, app: App, ana: Person, general: Channel) -> None:
    texts: list[str] = []

    @app.event("message")
    def take(event: dict[str, Any]) -> None:
        texts.append(event["text"])

    ana.says(general, "hello")
    slack.wait_for(lambda: texts, timeout_s=5)
    slack.wait_until_quiet()
    assert [(each.kind, each.status) for each in slack.deliveries] == [("events_api", 200)]


def test_unacked_event_comes_again(
    slack: SlackStandIn, app: App, ana: Person, general: Channel
) -> None:
    slack.ack_limit_s = 0.3
    tries: list[str | None] = []

    @app.event("message")
    def stumble(request: Any) -> None:
        tries.append(request.headers.get("x-slack-retry-num", [None])[0])
        if len(tries) == 1:
            raise ValueError("not yet")

    ana.says(general, "hello")
    slack.wait_for(lambda: len(tries) == 2, timeout_s=5)
    slack.wait_until_quiet()
    assert [each.problem for each in slack.deliveries] == ["timeout", None]
    assert tries[1] == "1"


def test_command(app: App, ana: Person, general: Channel) -> None:
    @app.command("/sentiment")
    def take(ack: Ack, command: dict[str, str]) -> None:
        ack(f"taken: {command['text']}")

    assert ana.types(general, "/sentiment", "help").text == "taken: help"


def test_refresh(slack: SlackStandIn, app: App, ana: Person, general: Channel) -> None:
    texts: list[str] = []

    @app.event("message")
    def take(event: dict[str, Any]) -> None:
        texts.append(event["text"])

    slack.refresh_sockets()
    slack.wait_for(lambda: slack.sockets == 1, timeout_s=10, what="new connection")
    ana.says(general, "still there?")
    slack.wait_for(lambda: texts, timeout_s=5)
    assert len(slack.calls("apps.connections.open")) == 2


def test_tokens_and_tickets(slack: SlackStandIn, client: WebClient) -> None:
    with refused("not_allowed_token_type"):
        client.apps_connections_open(app_token=slack.bot_token)
    url = str(client.apps_connections_open(app_token=slack.app_token)["url"])
    plain = url.replace("ws://", "http://")
    assert requests.get(plain, timeout=5).status_code == 400, "good ticket, but no WebSocket"
    assert requests.get(plain, timeout=5).status_code == 403, "used ticket"


def test_ten_sockets_are_enough(client: WebClient, slack: SlackStandIn) -> None:
    with ExitStack() as held:
        for number in range(11):
            url = str(client.apps_connections_open(app_token=slack.app_token)["url"])
            socket = held.enter_context(connect(url, proxy=None))
            frame = json.loads(socket.recv(timeout=5))
            assert frame["type"] == ("hello" if number < 10 else "disconnect")
        assert frame["reason"] == "too_many_websockets"


def test_nobody_connected(slack: SlackStandIn, ana: Person, general: Channel) -> None:
    slack.ack_limit_s = 0.05
    assert ana.types(general, "/sentiment").status is None
