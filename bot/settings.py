"""The bot's settings: read once, from the environment, before anything else happens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

SLACK_API = "https://slack.com/api/"


class SettingError(ValueError):
    """A setting is missing or wrong; the text names the variable and the next step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BotSettings:
    """What `python -m bot` runs with. With an app token it listens by Socket Mode, else by HTTP."""

    slack_bot_token: str = field(repr=False)
    slack_signing_secret: str | None = field(default=None, repr=False)
    slack_app_token: str | None = field(default=None, repr=False)
    slack_api_url: str = SLACK_API
    port: int = 3000
    public_url: str | None = None
    redis_url: str | None = field(default=None, repr=False)
    data_dir: Path = Path(".undertone")

    @property
    def socket_mode(self) -> bool:
        return self.slack_app_token is not None

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> BotSettings:
        """The settings in `env`, where an empty value counts as absent. Raises `SettingError`."""
        app_token = _app_token(env)
        return cls(
            slack_bot_token=_bot_token(env),
            slack_signing_secret=_signing_secret(env, needed=app_token is None),
            slack_app_token=app_token,
            slack_api_url=(_url(env, "SLACK_API_URL") or SLACK_API).rstrip("/") + "/",
            port=_port(env),
            public_url=_url(env, "PUBLIC_URL"),
            redis_url=_url(env, "REDIS_URL", schemes=("redis", "rediss", "unix")),
            data_dir=Path(_value(env, "DATA_DIR") or ".undertone"),
        )


def _value(env: Mapping[str, str], name: str) -> str | None:
    return env.get(name, "").strip() or None


def _bot_token(env: Mapping[str, str]) -> str:
    token = _value(env, "SLACK_BOT_TOKEN")
    where = "copy the bot token (xoxb-…) from your Slack app's “Install App” page into .env"
    if token is None:
        raise SettingError(f"SLACK_BOT_TOKEN is not set: {where}.")
    if _garbled(token) or token.startswith(("xapp-", "xoxp-", "xoxe")):
        raise SettingError(f"SLACK_BOT_TOKEN does not look like a bot token: {where}.")
    return token


def _app_token(env: Mapping[str, str]) -> str | None:
    token = _value(env, "SLACK_APP_TOKEN")
    if token is not None and (_garbled(token) or token.startswith("xox")):
        raise SettingError(
            "SLACK_APP_TOKEN does not look like an app-level token: copy the one starting with "
            "xapp- from “Basic Information”, or leave it out to listen by HTTP."
        )
    return token


def _signing_secret(env: Mapping[str, str], needed: bool) -> str | None:
    secret = _value(env, "SLACK_SIGNING_SECRET")
    if secret is None and needed:
        raise SettingError(
            "SLACK_SIGNING_SECRET is not set: copy it from your Slack app's “Basic Information” "
            "page into .env, or set SLACK_APP_TOKEN to listen by Socket Mode."
        )
    if secret is not None and _garbled(secret):
        raise SettingError(
            "SLACK_SIGNING_SECRET does not look like a signing secret: copy it once more from "
            "your Slack app's “Basic Information” page."
        )
    return secret


def _port(env: Mapping[str, str]) -> int:
    text = _value(env, "PORT") or "3000"
    port = int(text) if text.isdecimal() and len(text) <= 5 else 0
    if not 1 <= port <= 65535:
        raise SettingError(
            "PORT must be a whole number from 1 to 65535: correct it or leave it out."
        )
    return port


def _url(
    env: Mapping[str, str], name: str, schemes: tuple[str, ...] = ("https", "http")
) -> str | None:
    text = _value(env, name)
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        complete = parts.scheme in schemes and bool(parts.netloc or parts.scheme == "unix")
        _ = parts.port  # read for its check: it raises where the port is no number
    except ValueError:
        complete = False
    if not complete or _garbled(text):
        forms = " or ".join(f"{scheme}://" for scheme in schemes)
        raise SettingError(
            f"{name} is not a complete address: it has to start with {forms} and name a host; "
            "correct it or leave it out."
        )
    return text


def _garbled(text: str) -> bool:
    """Blanks, quotes and other signs that no token or address has: a slip in copying."""
    return not text.isascii() or any(sign.isspace() or sign in "\"'<>" for sign in text)
