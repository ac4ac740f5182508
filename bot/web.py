"""The HTTP side: where Slack posts what happened, and where a watchdog asks after our health."""

from __future__ import annotations

import hmac
import json
from dataclasses import asdict

import msgspec
from flask import Flask, Response, request
from prometheus_client import CONTENT_TYPE_LATEST
from slack_bolt import App
from slack_bolt.adapter.flask import SlackRequestHandler
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from bot.hooks import engines, zoom
from bot.settings import BotSettings
from bot.slack_connect import find_closing
from workers.domain.errors import Unavailable
from workers.intake import Intake

LARGEST_BODY = 1024 * 1024
"""Bytes; Slack's own payloads stay far below it."""
QUESTION_TIMEOUT_S = 1


def build_web(app: App, intake: Intake, settings: BotSettings) -> Flask:
    """The WSGI app. Bolt checks signatures; what is too large is refused before it is read."""
    web = Flask("undertone", static_folder=None)
    web.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    web.register_blueprint(engines.build_engine_hooks(intake))
    if settings.zoom_webhook_secret is not None:
        client = _client(settings)
        stays_inside = settings.allow_slack_connect == "no"
        web.register_blueprint(
            zoom.build_zoom_hook(
                intake,
                settings.zoom_webhook_secret,
                client,
                lambda channel: find_closing(client, channel) if stays_inside else None,
            )
        )
    slack = SlackRequestHandler(app)
    secret = settings.slack_signing_secret
    signed = SignatureVerifier(secret) if secret is not None else None

    @web.post("/slack/events")
    def slack_events() -> Response:
        if signed is not None and not _is_signed(signed):
            return Response(status=401 if _is_payload() else 400)
        return slack.handle(request)

    @web.get("/healthz")
    def healthz() -> Response:
        found = intake.health()
        body = json.dumps({"ok": found.ok} | asdict(found))
        # The status is about this process, which a watchdog may restart: workers that are away or
        # late are told in the body, and no restart of the bot would help them.
        return Response(
            f"{body}\n", status=200 if found.redis else 503, mimetype="application/json"
        )

    @web.get("/metrics")
    def metrics() -> Response:
        if not _may_see_metrics(settings.metrics_token):
            return Response(status=404)
        try:
            return Response(intake.metrics(), content_type=CONTENT_TYPE_LATEST)
        except Unavailable:
            return Response("Redis does not answer\n", status=503, mimetype="text/plain")

    return web


def _is_signed(verifier: SignatureVerifier) -> bool:
    """Whether Slack has signed the request: asked before anything reads what is in it."""
    try:
        return bool(
            verifier.is_valid_request(request.get_data(as_text=True), dict(request.headers))
        )
    except (ValueError, OverflowError):  # a time that is no number
        return False


def _is_payload() -> bool:
    """Whether the body is at least shaped like one of Slack's."""
    if request.mimetype == "application/x-www-form-urlencoded":
        return bool(request.form)
    try:
        return isinstance(msgspec.json.decode(request.get_data()), dict)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


def _may_see_metrics(token: str | None) -> bool:
    """Whoever has the token; without one in the settings, nobody."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return token is not None and hmac.compare_digest(given.encode(), token.encode())


def _client(settings: BotSettings) -> WebClient:
    """Slack, for what comes from elsewhere: whoever calls waits three seconds, as Slack does."""
    return WebClient(
        token=settings.slack_bot_token,
        base_url=settings.slack_api_url,
        timeout=QUESTION_TIMEOUT_S,
        retry_handlers=[],
    )
