"""Channels that another organisation is in, too: nothing is charted there unless it is allowed."""

from __future__ import annotations

import logging
from collections.abc import Callable

from slack_bolt import BoltContext, BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import tell
from bot.asks import Saying
from bot.commands import starts_something
from bot.giving import give_answer
from bot.payloads import (
    Body,
    Deletion,
    describe_request,
    find_response_url,
    is_in_shared_channel,
    read_change,
    read_command,
    read_message,
    read_shortcut,
)
from bot.said import AnsweredOnce
from bot.slack_errors import NO_ANSWER, is_passing
from workers.domain.errors import Unavailable
from workers.wording import replies

Middleware = Callable[
    [Body, WebClient, BoltContext, Callable[[], BoltResponse]], BoltResponse | None
]

_ALONE = {"response_type": "ephemeral", "text": replies.NOT_WITH_OTHERS}

log = logging.getLogger(__name__)


def stay_inside() -> Middleware:
    """A middleware that ends, before any listener, what would start something in such a channel.

    Whoever speaks to the bot there is told why, alone. What deletes and cancels goes through.
    """
    said = AnsweredOnce()

    def middleware(
        body: Body,
        client: WebClient,
        context: BoltContext,
        next: Callable[[], BoltResponse],  # noqa: A002 - Bolt's name
    ) -> BoltResponse | None:
        request = describe_request(body)
        if is_in_shared_channel(body) and _may_start(request, body):
            _explain(body, client, context.bot_user_id, said)
            return BoltResponse(status=200)
        if request.startswith("/") and _commanded_outside(body, client):
            return BoltResponse(status=200, body=_ALONE)
        if request == "message_action" and is_shared(client, read_shortcut(body).thread.channel):
            tell.respond(find_response_url(body), **_ALONE)
            return BoltResponse(status=200)
        next()
        return None

    return middleware


def is_shared(client: WebClient, channel: str) -> bool:
    """Whether Slack says so; what we may not look into is none that we could post in.

    Raises `Unavailable` where Slack does not answer.
    """
    if channel.startswith("D"):
        return False
    try:
        found = client.conversations_info(channel=channel)["channel"]
    except SlackApiError as error:
        if is_passing(error):
            raise Unavailable("conversations.info") from error
        log.warning("conversations.info: %s", error.response.get("error"))
        return False
    except NO_ANSWER as error:
        raise Unavailable("conversations.info") from error
    return bool(found.get("is_ext_shared"))


def _may_start(request: str, body: Body) -> bool:
    if request.startswith(("event.message.message_changed", "event.message.message_deleted")):
        return not isinstance(read_change(body, None), Deletion)
    return request.startswith(("event.message", "event.app_mention"))


def _explain(body: Body, client: WebClient, bot_user: str | None, said: AnsweredOnce) -> None:
    message = read_message(body, bot_user)
    if message is not None and message.addressed:
        answer = Saying(replies.NOT_WITH_OTHERS, alone=True)
        said.once(message, lambda: give_answer(client, message, answer))


def _commanded_outside(body: Body, client: WebClient) -> bool:
    typed = read_command(body)
    return starts_something(typed) and is_shared(client, typed.channel)
