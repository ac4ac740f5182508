"""The HTTP side: where Slack posts what happened, and where a watchdog asks after our health."""

from __future__ import annotations

from flask import Flask, Response, request
from slack_bolt import App
from slack_bolt.adapter.flask import SlackRequestHandler

from bot.hooks import symbl
from workers.intake import Intake

LARGEST_BODY = 1024 * 1024
"""Bytes; Slack's own payloads stay far below it."""


def build_web(app: App, intake: Intake) -> Flask:
    """The WSGI app. Bolt checks signatures; what is too large is refused before it is read."""
    web = Flask("undertone", static_folder=None)
    web.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    web.register_blueprint(symbl.hook(intake))
    slack = SlackRequestHandler(app)

    @web.post("/slack/events")
    def slack_events() -> Response:
        return slack.handle(request)

    @web.get("/healthz")
    def healthz() -> Response:
        if intake.healthy():
            return Response("ok\n", mimetype="text/plain")
        return Response("Redis does not answer\n", status=503, mimetype="text/plain")

    return web
