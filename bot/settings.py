"""The bot's settings: read once, from the environment, before anything else happens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from msgspec import Meta

from workers.processes import environment
from workers.processes.environment import BadSetting, is_garbled
from workers.processes.shared_settings import SharedSettings, check_data_key


@dataclass(frozen=True, slots=True, kw_only=True)
class BotSettings(SharedSettings):
    """What `python -m bot` runs with. With an app token it listens by Socket Mode, else by HTTP."""

    slack_signing_secret: str | None = field(default=None, repr=False)
    slack_app_token: str | None = field(default=None, repr=False)
    bind: Annotated[str, Meta(min_length=1)] = "127.0.0.1"
    port: Annotated[int, Meta(ge=1, le=65535)] = 3000
    max_open_per_person: Annotated[int, Meta(ge=1)] = 20
    max_open_per_workspace: Annotated[int, Meta(ge=1)] = 200
    metrics_token: str | None = field(default=None, repr=False)
    zoom_webhook_secret: str | None = field(default=None, repr=False)

    @property
    def socket_mode(self) -> bool:
        return self.slack_app_token is not None

    @classmethod
    def from_env(cls, variables: Mapping[str, str]) -> BotSettings:
        """Raises BadSetting, which names the variable and the next step."""
        settings = environment.read_settings(cls, variables)
        _check_secrets(settings)
        _check_zoom(settings.zoom_webhook_secret)
        check_data_key(settings.data_key)
        return settings


def _check_secrets(settings: BotSettings) -> None:
    token, app_token = settings.slack_bot_token, settings.slack_app_token
    if is_garbled(token) or token.startswith(("xapp-", "xoxp-", "xoxe")):
        raise BadSetting(
            "SLACK_BOT_TOKEN does not look like a bot token: copy the one starting with xoxb- "
            "from your Slack app's “Install App” page into .env."
        )
    if app_token is not None and (is_garbled(app_token) or app_token.startswith("xox")):
        raise BadSetting(
            "SLACK_APP_TOKEN does not look like an app-level token: copy the one starting with "
            "xapp- from “Basic Information”, or leave it out to listen by HTTP."
        )
    if settings.slack_signing_secret is None and app_token is None:
        raise BadSetting(
            "SLACK_SIGNING_SECRET is not set: copy it from your Slack app's “Basic Information” "
            "page into .env, or set SLACK_APP_TOKEN to listen by Socket Mode."
        )
    if is_garbled(settings.slack_signing_secret or ""):
        raise BadSetting(
            "SLACK_SIGNING_SECRET does not look like a signing secret: copy it once more from "
            "your Slack app's “Basic Information” page."
        )


def _check_zoom(secret: str | None) -> None:
    if is_garbled(secret or ""):
        raise BadSetting(
            "ZOOM_WEBHOOK_SECRET does not look like a secret token: copy it once more from the "
            "“Feature” page of your Zoom app, or leave it out."
        )
