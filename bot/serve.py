"""The two ways to listen to Slack. Both return only when the process is asked to end."""

from __future__ import annotations

import logging
import signal
import threading
from types import FrameType
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # ships no types
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.settings import BotSettings
from bot.slack_calls import translate_errors
from workers.processes.lifeline import die_with_parent

THREADS = 8
LEAVE_WITHIN_S = 5
CONNECT_TIMEOUT_S = 10

log = logging.getLogger(__name__)


def serve_http(web: Flask, port: int, place: str = "") -> None:
    """Serve `web` until SIGTERM or SIGINT; leaves by `SystemExit`, as gunicorn does.

    `place` is what the log says besides: who the bot is and where.
    """
    _Gunicorn(
        web,
        {
            "bind": f"0.0.0.0:{port}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": THREADS,
            "graceful_timeout": LEAVE_WITHIN_S,
            "loglevel": "warning",
            "control_socket_disable": True,
            # Else it would hold the port for seconds while the bot is being started again.
            "post_fork": lambda server, _worker: die_with_parent(server.pid),
            "when_ready": lambda _server: log.info("listening by HTTP on port %d%s", port, place),
        },
    ).run()


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


class _Gunicorn(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """Gunicorn inside this process, configured here instead of on a command line."""

    def __init__(self, web: Flask, options: dict[str, Any]) -> None:
        self._web = web
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._web
