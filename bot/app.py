"""The Bolt app: who the bot is, what it hears, and the one net under all of it."""

from __future__ import annotations

import logging
from collections.abc import Callable

from slack_bolt import App, BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk import WebClient

from bot import listeners
from bot.identity import remember_identity
from bot.payloads import Body, describe_request
from bot.settings import BotSettings
from bot.slack_connect import stay_inside
from workers.domain.errors import Unavailable
from workers.domain.slack_error import SlackRefusal
from workers.intake import Intake
from workers.wording import replies

CALL_TIMEOUT_S = 1.3
"""A listener has three seconds in all, and calls Slack twice at most."""

log = logging.getLogger(__name__)


def build_app(settings: BotSettings, intake: Intake) -> App:
    """The app with every listener. Nothing goes over the network until the first event comes."""
    app = App(
        name="undertone",
        logger=_bolt_log(),
        client=_client(settings),
        authorize=remember_identity(
            _client(settings), settings.slack_bot_token, sealed=bool(settings.data_key)
        ),
        signing_secret=settings.slack_signing_secret or "",
        request_verification_enabled=not settings.socket_mode,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
    )
    app.error(answer_error)
    app.middleware(_plain_calls)
    if settings.allow_slack_connect == "no":
        app.middleware(stay_inside())
    listeners.register(app, intake, settings.retention_days)
    return app


def answer_error(error: Exception, body: Body) -> BoltResponse:
    """What becomes of an error in a listener: the status decides whether Slack delivers again."""
    request = describe_request(body)
    if isinstance(error, BoltUnhandledRequestError):
        log.warning("nothing listens to %s", request)
        return BoltResponse(status=404)
    again, refused = isinstance(error, Unavailable), isinstance(error, SlackRefusal)
    if again:
        log.warning("%s cannot be answered now: %s", request, error)
    elif refused:
        log.warning("%s was not answered: %s", request, error)
    else:
        log.error("%s failed", request, exc_info=error)
    if request.startswith("/"):
        text = replies.TRY_AGAIN if again else replies.write_went_wrong()
        return BoltResponse(status=200, body={"response_type": "ephemeral", "text": text})
    return BoltResponse(status=200 if refused else 500)


def _client(settings: BotSettings) -> WebClient:
    return WebClient(
        base_url=settings.slack_api_url,
        timeout=CALL_TIMEOUT_S,  # type: ignore[arg-type]  # typed int; urlopen takes fractions
        retry_handlers=[],
    )


def _plain_calls(client: WebClient, next: Callable[[], None]) -> None:  # noqa: A002 - Bolt's name
    """Without the `team_id` that Bolt adds: it is for tokens of whole organisations."""
    client.default_params.clear()
    next()


def _bolt_log() -> logging.Logger:
    """Bolt's warnings quote whole payloads, and what people write does not belong into a log."""
    bolt_log = logging.getLogger("slack_bolt.undertone")
    bolt_log.setLevel(logging.ERROR)
    return bolt_log
