"""Who the bot is in its workspace: asked of Slack once, when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.slack_calls import ask_slack
from workers.domain.errors import Unavailable
from workers.domain.slack_error import BAD_TOKEN, SlackRefusal


class TokenError(Exception):
    """Slack does not know the token (any more); the text is Slack's name for the error."""


def remember_identity(client: WebClient, token: str) -> Callable[[], AuthorizeResult]:
    """`identify` that asks Slack until it has answered once, and never again."""

    @cache
    def who() -> AuthorizeResult:
        return identify(client, token)

    return who


def identify(client: WebClient, token: str) -> AuthorizeResult:
    """The bot's team and user. Raises `TokenError`, `Unavailable` where Slack has no answer."""
    try:
        answer = ask_slack(client.auth_test, token=token)
    except SlackRefusal as refusal:
        if refusal.error in BAD_TOKEN:
            raise TokenError(refusal.error) from refusal
        raise Unavailable("slack", detail=str(refusal)) from refusal
    return AuthorizeResult(
        enterprise_id=answer.get("enterprise_id"),
        team_id=answer.get("team_id"),
        url=answer.get("url"),
        bot_user_id=answer.get("user_id"),
        bot_id=answer.get("bot_id"),
        bot_token=token,
        user=answer.get("user"),
        team=answer.get("team"),
    )
