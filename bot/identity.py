"""Who the bot is in its workspace: asked of Slack once, when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.slack_calls import translate_errors
from workers.domain.errors import Unavailable
from workers.domain.slack_error import BAD_TOKEN, SlackRefusal

KEY_NEEDED = (
    "This token serves all workspaces of an organisation, whose words may not lie in Redis as they "
    "are: set DATA_KEY (undertone key makes one)."
)


class KeyMissing(Unavailable):
    """Several workspaces share what is kept, and nothing encrypts it."""

    def __init__(self) -> None:
        super().__init__("DATA_KEY", detail=KEY_NEEDED)


class TokenError(Exception):
    """Slack does not know the token (any more); the text is Slack's name for the error."""


def remember_identity(
    client: WebClient, token: str, *, sealed: bool
) -> Callable[[], AuthorizeResult]:
    """`identify` that asks Slack until it has answered once, and never again."""

    @cache
    def who() -> AuthorizeResult:
        return identify(client, token, sealed=sealed)

    return who


def identify(client: WebClient, token: str, *, sealed: bool) -> AuthorizeResult:
    """The bot's team and user. Raises `TokenError`, `Unavailable` where Slack has no answer, and
    `KeyMissing` where the token is of several workspaces and what is kept is not `sealed`."""
    try:
        with translate_errors("auth.test"):
            answer = client.auth_test(token=token)
    except SlackRefusal as refusal:
        if refusal.error in BAD_TOKEN:
            raise TokenError(refusal.error) from refusal
        raise Unavailable("slack", detail=str(refusal)) from refusal
    if answer.get("is_enterprise_install") and not sealed:
        raise KeyMissing
    return AuthorizeResult(
        enterprise_id=answer.get("enterprise_id"),
        team_id=answer.get("team_id"),
        url=answer.get("url"),
        bot_user_id=answer.get("user_id"),
        bot_id=answer.get("bot_id"),
        bot_token=token,
        bot_scopes=_read_scopes(answer),
        user=answer.get("user"),
        team=answer.get("team"),
    )


def _read_scopes(answer: SlackResponse) -> list[str] | None:
    """What was granted, as a header of every answer tells; None from servers that do not."""
    headers = {name.lower(): value for name, value in answer.headers.items()}
    told = headers.get("x-oauth-scopes")
    return None if told is None else [scope.strip() for scope in str(told).split(",")]
