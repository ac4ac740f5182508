"""Channels that another organisation is in, too: nothing is charted there unless it is allowed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from slack_bolt import BoltContext, BoltResponse
from slack_sdk import WebClient

from bot import tell
from bot.asks import Saying
from bot.commands import starts_something
from bot.giving import give_answer
from bot.interactions import find_action, read_click
from bot.payloads import (
    Body,
    Deletion,
    describe_request,
    find_response_url,
    read_change,
    read_command,
    read_message,
    read_sharing,
    read_shortcut,
)
from bot.said import AnsweredOnce
from bot.slack_calls import ask_slack
from workers.domain import actions
from workers.domain.errors import Unavailable
from workers.domain.sharing import (
    WHY_CLOSED,
    Sharing,
    is_never_shared,
    read_channel_sharing,
    read_sharing_refusal,
)
from workers.domain.slack_error import SlackRefusal
from workers.wording import offer, replies
from workers.wording.refusals import write_refusal

Middleware = Callable[
    [Body, WebClient, BoltContext, Callable[[], BoltResponse]], BoltResponse | None
]

_NEVER_HELD_UP = frozenset({actions.CANCEL, actions.DELETE, offer.DECLINE})
_ARRIVAL = "event.member_joined_channel"

Closed = Callable[[str], Sharing | None]
"""Why nothing may be charted in a channel that nobody has asked for just now; None where it may."""
_CLOSED = "undertone_closed"

log = logging.getLogger(__name__)


def stay_inside() -> Middleware:
    """A middleware that ends, before any listener, what would start something in such a channel.

    It is closed until Slack clearly says that nobody else is in the channel. Whoever speaks to the
    bot there is told why, alone. What deletes and cancels goes through.
    """
    said = AnsweredOnce()

    def middleware(
        body: Body,
        client: WebClient,
        context: BoltContext,
        next: Callable[[], BoltResponse],  # noqa: A002 - Bolt's name
    ) -> BoltResponse | None:
        context[_CLOSED] = partial(find_closing, client)
        request = describe_request(body)
        if request.startswith("event."):
            closed = _end_event(request, body, client, context.bot_user_id, said)
        elif request.startswith("/"):
            closed = _end_command(body, client)
        elif request == "message_action":
            closed = _end_gesture(body, client, read_shortcut(body).thread.channel)
        elif request == "block_actions":
            closed = _end_click(body, client)
        else:
            closed = None
        if closed is None:
            next()
        return closed

    return middleware


def find_closed(context: BoltContext) -> Closed:
    """`find_closing` for this request; where such channels are allowed, none is."""
    closed: Closed = context.get(_CLOSED, lambda _channel: None)
    return closed


def is_kept_inside(context: BoltContext) -> bool:
    """Whether channels that are shared with others are closed here."""
    return _CLOSED in context


def find_obstacle(client: WebClient, channel: str) -> str | None:
    """Why nothing may start in the channel, as a sentence for whoever wants it to; None where Slack
    clearly says that it is not shared, and in direct messages, which it never shares with the bot.

    Raises `Unavailable` where Slack may say so in a while.
    """
    why = WHY_CLOSED.get(_ask_sharing(client, channel))
    return write_refusal(why, {}) if why is not None else None


def find_closing(client: WebClient, channel: str) -> Sharing | None:
    """Why nothing may be charted there that nobody has asked for just now; None where it may.

    A channel that we are not in is left to the workers: they cannot post in it either, and tell
    whoever wanted them to. Raises `Unavailable` as `find_obstacle` does.
    """
    found = _ask_sharing(client, channel)
    return found if found in {Sharing.SHARED, Sharing.UNTOLD} else None


def _ask_sharing(client: WebClient, channel: str) -> Sharing:
    if is_never_shared(channel):
        return Sharing.INSIDE
    try:
        answer = ask_slack(client.conversations_info, channel=channel)
    except SlackRefusal as refusal:
        log.warning("whether a channel is shared: %s", refusal)
        return read_sharing_refusal(refusal.error)
    return read_channel_sharing(answer.get("channel"))


def _end_event(
    request: str, body: Body, client: WebClient, bot_user: str | None, said: AnsweredOnce
) -> BoltResponse | None:
    if not _may_start(request, body):
        return None
    shared = read_sharing(body)
    if shared is None:
        obstacle = find_obstacle(client, body["event"]["channel"])
    else:
        obstacle = replies.refuse_shared() if shared else None
    if obstacle is None:
        return None
    if request == _ARRIVAL:  # nothing is promised where nothing will be done
        return BoltResponse(status=200)
    message = read_message(body, bot_user)
    if message is not None and message.addressed:
        answer = Saying(obstacle, alone=True)
        said.once(message, lambda: give_answer(client, message, answer))
    return BoltResponse(status=200)


def _end_command(body: Body, client: WebClient) -> BoltResponse | None:
    typed = read_command(body)
    obstacle = find_obstacle(client, typed.channel) if starts_something(typed) else None
    return None if obstacle is None else BoltResponse(status=200, body=_say_alone(obstacle))


def _end_gesture(body: Body, client: WebClient, channel: str) -> BoltResponse | None:
    """A shortcut, or a button that starts something: answered at an address of its own."""
    try:
        obstacle = find_obstacle(client, channel)
    except Unavailable as trouble:
        log.warning("whether a channel is shared: %s", trouble)
        obstacle = replies.TRY_AGAIN
    if obstacle is None:
        return None
    tell.respond(find_response_url(body), **_say_alone(obstacle), replace_original=False)
    return BoltResponse(status=200)


def _end_click(body: Body, client: WebClient) -> BoltResponse | None:
    """A chart that stands there since before is left as it is; what takes back or away works."""
    beside = read_click(body).beside
    if beside is None or find_action(body) in _NEVER_HELD_UP:
        return None
    return _end_gesture(body, client, beside.channel)


def _may_start(request: str, body: Body) -> bool:
    if request.startswith(("event.message.message_changed", "event.message.message_deleted")):
        return not isinstance(read_change(body, None), Deletion)
    return request.startswith(("event.message", "event.app_mention", _ARRIVAL))


def _say_alone(sentence: str) -> dict[str, str]:
    return {"response_type": "ephemeral", "text": sentence}
