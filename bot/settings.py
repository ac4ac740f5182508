"""The bot's settings: read once, from the environment, before anything else happens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from msgspec import Meta

from workers.processes import environment
from workers.processes.environment import BadSetting


@dataclass(frozen=True, slots=True, kw_only=True)
class BotSettings:
    """What `python -m bot` runs with. With an app token it listens by Socket Mode, else by HTTP."""

    slack_bot_token: str = field(repr=False)
    slack_signing_secret: str | None = field(default=None, repr=False)
    slack_app_token: str | None = field(default=None, repr=False)
    slack_api_url: str = "https://slack.com/api/"
    port: Annotated[int, Meta(ge=1, le=65535)] = 3000
    public_url: str | None = None
    zoom_webhook_secret: str | None = field(default=None, repr=False)
    redis_url: str | None = field(default=None, repr=False)
    data_dir: str = ".undertone"
    retention_days: Annotated[int, Meta(ge=1)] = 30
    allow_slack_connect: Literal["yes", "no"] = "no"

    @property
    def socket_mode(self) -> bool:
        return self.slack_app_token is not None

    @property
    def data(self) -> Path:
        return Path(self.data_dir)

    @classmethod
    def from_env(cls, variables: Mapping[str, str]) -> BotSettings:
        """Raises BadSetting, which names the variable and the next step."""
        settings = environment.read_settings(cls, variables)
        _check_secrets(settings)
        _check_zoom(settings.zoom_webhook_secret)
        _check_address("SLACK_API_URL", settings.slack_api_url, "https", "http")
        _check_address("PUBLIC_URL", settings.public_url, "https", "http")
        _check_address("REDIS_URL", settings.redis_url, "redis", "rediss", "unix")
        return settings


def _check_secrets(settings: BotSettings) -> None:
    token, app_token = settings.slack_bot_token, settings.slack_app_token
    if _garbled(token) or token.startswith(("xapp-", "xoxp-", "xoxe")):
        raise BadSetting(
            "SLACK_BOT_TOKEN does not look like a bot token: copy the one starting with xoxb- "
            "from your Slack app's “Install App” page into .env."
        )
    if app_token is not None and (_garbled(app_token) or app_token.startswith("xox")):
        raise BadSetting(
            "SLACK_APP_TOKEN does not look like an app-level token: copy the one starting with "
            "xapp- from “Basic Information”, or leave it out to listen by HTTP."
        )
    if settings.slack_signing_secret is None and app_token is None:
        raise BadSetting(
            "SLACK_SIGNING_SECRET is not set: copy it from your Slack app's “Basic Information” "
            "page into .env, or set SLACK_APP_TOKEN to listen by Socket Mode."
        )
    if _garbled(settings.slack_signing_secret or ""):
        raise BadSetting(
            "SLACK_SIGNING_SECRET does not look like a signing secret: copy it once more from "
            "your Slack app's “Basic Information” page."
        )


def _check_zoom(secret: str | None) -> None:
    if _garbled(secret or ""):
        raise BadSetting(
            "ZOOM_WEBHOOK_SECRET does not look like a secret token: copy it once more from the "
            "“Feature” page of your Zoom app, or leave it out."
        )


def _check_address(name: str, address: str | None, *schemes: str) -> None:
    if address is None:
        return
    try:
        parts = urlsplit(address)
        complete = parts.scheme in schemes and bool(parts.netloc or parts.scheme == "unix")
        _ = parts.port  # read for its check: it raises where the port is no number
    except ValueError:
        complete = False
    if not complete or _garbled(address):
        forms = " or ".join(f"{scheme}://" for scheme in schemes)
        raise BadSetting(
            f"{name} is not a complete address: it has to start with {forms} and name a host; "
            "correct it or leave it out."
        )


def _garbled(text: str) -> bool:
    """Blanks, quotes and other signs that no token or address has: a slip in copying."""
    return not text.isascii() or any(sign.isspace() or sign in "\"'<>" for sign in text)
