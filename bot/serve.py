"""The two ways to listen to Slack. Both return only when the process is asked to end."""

from __future__ import annotations

import logging
import signal
import threading
from types import FrameType

from flask import Flask
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from waitress import create_server
from waitress.channel import HTTPChannel

from bot.settings import BotSettings
from bot.slack_calls import translate_errors
from bot.web import LARGEST_BODY

THREADS = 8
ARRIVE_WITHIN_S = 5
"""For a whole request; Slack's are here in milliseconds."""
CONNECTIONS = 1000
LARGEST_HEAD = 65536
CONNECT_TIMEOUT_S = 10

log = logging.getLogger(__name__)


def serve_http(web: Flask, bind: str, port: int, place: str = "") -> None:
    """Serve `web` at the address `bind` until SIGTERM or SIGINT; leaves by `SystemExit`.

    A request goes to one of the threads only when it is here as a whole, so that a crowd of slow
    ones holds nobody up. `place` is what the log says besides: who the bot is and where.
    """
    server = create_server(
        web,
        host=bind,
        port=port,
        threads=THREADS,
        ident=None,
        max_request_body_size=LARGEST_BODY + 1,
        max_request_header_size=LARGEST_HEAD,
        channel_timeout=ARRIVE_WITHIN_S,
        cleanup_interval=1,
        connection_limit=CONNECTIONS,
        asyncore_use_poll=True,  # select takes no more than 1024 sockets
    )
    server.channel_class = PunctualChannel
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, _leave)
    log.info("listening by HTTP on port %d%s", port, place)
    server.run()
    raise SystemExit(0)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    """End the server's loop; it lets the requests in hand finish."""
    raise SystemExit(0)


class PunctualChannel(HTTPChannel):  # type: ignore[misc]  # waitress ships no types
    """A connection whose requests have to arrive as a whole in time, not just go on arriving."""

    last_activity: float

    def handle_read(self) -> None:
        began: float | None = self.last_activity if self.request is not None else None
        super().handle_read()
        if began is not None and self.request is not None:
            self.last_activity = began


def serve_socket_mode(app: App, settings: BotSettings, place: str = "") -> None:
    """Keep a socket to Slack open until SIGTERM or SIGINT.

    Raises `SlackRefusal` or `Unavailable` where the first connection fails; later ones are retried.
    """
    asked_to_end = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        asked_to_end.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    slack = SocketModeHandler(
        app,
        settings.slack_app_token,
        logger=logging.getLogger("slack_sdk.socket_mode"),
        # Opening a connection is no listener: it may take longer than app.client allows.
        web_client=WebClient(base_url=settings.slack_api_url, timeout=CONNECT_TIMEOUT_S),
    )
    try:
        with translate_errors("apps.connections.open"):
            slack.connect()  # type: ignore[no-untyped-call]  # Bolt left its types out here
        log.info("listening by Socket Mode%s", place)
        asked_to_end.wait()
    finally:
        slack.close()  # type: ignore[no-untyped-call]  # likewise
