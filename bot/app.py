"""The Bolt app: who the bot is, what it hears, and the one net under all of it."""

from __future__ import annotations

import logging
from collections.abc import Callable

from slack_bolt import App, BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import listeners
from bot.identity import remembered
from bot.payloads import Body, kind_of_request
from bot.settings import BotSettings
from workers.errors import Unavailable
from workers.intake import Intake
from workers.wording import replies

CALL_TIMEOUT_S = 2
"""A listener has three seconds in all."""

log = logging.getLogger(__name__)


def build_app(settings: BotSettings, intake: Intake) -> App:
    """The app with every listener. Nothing goes over the network until the first event comes."""
    app = App(
        name="undertone",
        logger=_bolt_log(),
        client=WebClient(
            base_url=settings.slack_api_url, timeout=CALL_TIMEOUT_S, retry_handlers=[]
        ),
        authorize=remembered(
            WebClient(base_url=settings.slack_api_url, timeout=CALL_TIMEOUT_S),
            settings.slack_bot_token,
        ),
        signing_secret=settings.slack_signing_secret or "",
        request_verification_enabled=not settings.socket_mode,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
    )
    app.error(caught)
    app.middleware(_plain_calls)
    listeners.register(app, intake)
    return app


def caught(error: Exception, body: Body) -> BoltResponse:
    """What becomes of an error in a listener: the status decides whether Slack delivers again."""
    request = kind_of_request(body)
    if isinstance(error, BoltUnhandledRequestError):
        log.warning("nothing listens to %s", request)
        return BoltResponse(status=404)
    if isinstance(error, Unavailable):
        log.warning("%s cannot be taken up now: %s is out of reach", request, error)
        return BoltResponse(status=500)
    if isinstance(error, SlackApiError):
        log.warning("%s was not answered: Slack says %s", request, error.response.get("error"))
        return BoltResponse(status=500 if _passing(error) else 200)
    log.error("%s failed", request, exc_info=error)
    if request.startswith("/"):
        return BoltResponse(
            status=200, body={"response_type": "ephemeral", "text": replies.WENT_WRONG}
        )
    return BoltResponse(status=500)


def _plain_calls(client: WebClient, next: Callable[[], None]) -> None:  # noqa: A002 - Bolt's name
    """Without the `team_id` that Bolt adds: it is for tokens of whole organisations."""
    client.default_params.clear()
    next()


def _passing(error: SlackApiError) -> bool:
    status: int = error.response.status_code
    return status == 429 or status >= 500


def _bolt_log() -> logging.Logger:
    """Bolt's warnings quote whole payloads, and what people write does not belong into a log."""
    bolt_log = logging.getLogger("slack_bolt.undertone")
    bolt_log.setLevel(logging.ERROR)
    return bolt_log
