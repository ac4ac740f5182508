"""Who the bot is in its workspace: asked of Slack once, when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from http.client import HTTPException

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from workers.domain.errors import Unavailable

BAD_TOKEN = frozenset(
    {"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"}
)


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
        answer = client.auth_test(token=token)
    except SlackApiError as error:
        name = str(error.response.get("error"))
        if name in BAD_TOKEN:
            raise TokenError(name) from error
        raise Unavailable("auth.test") from error
    except (OSError, HTTPException, ValueError) as error:
        raise Unavailable("auth.test") from error
    return AuthorizeResult(
        enterprise_id=answer.get("enterprise_id"),
        team_id=answer.get("team_id"),
        url=answer.get("url"),
        bot_user_id=answer.get("user_id"),
        bot_id=answer.get("bot_id"),
        bot_token=token,
    )
