"""What bot and workers are both told by their environment."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta

from workers.processes.environment import BadSetting, HttpAddress, RedisAddress

DATA_DIR = ".undertone"

Count = Annotated[int, Meta(ge=1)]
KEY_SIGNS = 44

Contact = Annotated[
    str,
    Meta(
        pattern=r"^(?:[@#]?[UWCG][A-Z0-9]{5,20}|#[^\s<>|&@#]{1,80}"
        r"|[^\s<>|&@]{1,64}@[^\s<>|&@]{1,255}|https://[^\s<>|\"`]{1,300})$",
        extra={"means": "a person's or a channel's id, #name, an e-mail or an https address"},
    ),
]
"""Whom people may turn to; it stands in sentences as it is, and so holds no markup of Slack's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedSettings:
    """Field `redis_url` is the variable REDIS_URL, and so on; secrets stay out of the repr."""

    slack_bot_token: str = field(repr=False)
    slack_api_url: HttpAddress = "https://slack.com/api/"
    redis_url: RedisAddress | None = field(default=None, repr=False)
    data_dir: str = DATA_DIR
    public_url: HttpAddress | None = None
    retention_days: Count = 30
    operator_contact: Contact | None = None
    allow_slack_connect: Literal["yes", "no"] = "no"
    data_key: tuple[str, ...] = field(default=(), repr=False)
    """What seals what Redis keeps: the first seals, all open."""

    @property
    def data(self) -> Path:
        return Path(self.data_dir)

    @property
    def retention(self) -> timedelta:
        return timedelta(days=self.retention_days)


def check_data_key(keys: Sequence[str]) -> None:
    """Raises BadSetting, which does not show the key, where one is none."""
    for place, key in enumerate(keys, 1):
        if not is_key(key):
            which = f"Key {place} of DATA_KEY" if len(keys) > 1 else "DATA_KEY"
            raise BadSetting(
                f"{which} is no key: it takes what `undertone key` prints, or several of those "
                "with commas between them, the newest first."
            )


def is_key(text: str) -> bool:
    """Whether it is 32 bytes in base64, as `undertone key` makes them."""
    try:
        return len(text) == KEY_SIGNS and len(urlsafe_b64decode(text)) == 32
    except ValueError:
        return False
