"""A Bolt app that acks and does nothing else, served as the bot is: what the bot is compared with.

python -m tests.bench.only_acks, with the environment of the bot
"""

from __future__ import annotations

import os
import re

from flask import Flask, Response, request
from slack_bolt import Ack, App
from slack_bolt.adapter.flask import SlackRequestHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot import serve
from bot.settings import BotSettings
from workers.processes import logs


def main() -> None:
    """Listen until told to end."""
    logs.log_to_stderr()
    settings = BotSettings.from_env(os.environ)
    app = App(
        client=WebClient(base_url=settings.slack_api_url),
        authorize=lambda: AuthorizeResult(
            enterprise_id=None, team_id="T0STANDIN", bot_user_id="U0BOT", bot_token="xoxb-x"
        ),
        signing_secret=settings.slack_signing_secret or "",
        request_verification_enabled=not settings.socket_mode,
        process_before_response=True,
    )

    @app.event(re.compile(".*"))
    def heard(ack: Ack) -> None:
        ack()

    if settings.socket_mode:
        serve.serve_socket_mode(app, settings)
        return
    web = Flask("only_acks")
    slack = SlackRequestHandler(app)
    web.post("/slack/events")(lambda: _handled(slack))
    serve.serve_http(web, settings.bind, settings.port)


def _handled(slack: SlackRequestHandler) -> Response:
    return slack.handle(request)


if __name__ == "__main__":
    main()
