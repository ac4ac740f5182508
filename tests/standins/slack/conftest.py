"""A workspace with Ana in #general, a client with the bot's token, and a bot made with Bolt."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask, request
from flask.typing import ResponseReturnValue
from slack_bolt import App
from slack_bolt.adapter.flask import SlackRequestHandler
from slack_sdk import WebClient
from werkzeug.serving import make_server

from tests.standins.slack import Channel, Person, SlackStandIn


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    """A workspace in which nothing takes long."""
    with SlackStandIn() as slack:
        slack.retry_gaps_s = (0.01, 0.02, 0.03)
        slack.share_delay_s = slack.processing_delay_s = 0.02
        yield slack


@pytest.fixture
def client(slack: SlackStandIn) -> WebClient:
    """What the bot calls Slack with; it repeats nothing by itself."""
    return WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])


@pytest.fixture
def ana(slack: SlackStandIn) -> Person:
    """Someone who works there."""
    return slack.person("Ana")


@pytest.fixture
def general(slack: SlackStandIn, ana: Person) -> Channel:
    """A public channel with Ana and the bot."""
    return slack.channel("general", [ana])


@pytest.fixture
def bolt(slack: SlackStandIn, client: WebClient) -> App:
    """A Bolt app without listeners, not yet reachable."""
    return App(client=client, signing_secret=slack.signing_secret, process_before_response=True)


@pytest.fixture
def app(slack: SlackStandIn, bolt: App) -> Iterator[App]:
    """The Bolt app behind a request URL."""
    with serving(bolt) as url:
        slack.events_url = url
        yield bolt


@contextmanager
def serving(app: App) -> Iterator[str]:
    """Serves a Bolt app over HTTP and yields its request URL."""
    flask, adapter = Flask("bot"), SlackRequestHandler(app)

    @flask.post("/slack/events")
    def events() -> ResponseReturnValue:
        return adapter.handle(request)

    server = make_server("127.0.0.1", 0, flask, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}/slack/events"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
