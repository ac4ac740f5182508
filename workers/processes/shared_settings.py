"""What bot and workers are both told by their environment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from workers.processes.environment import HttpAddress, RedisAddress

Count = Annotated[int, Meta(ge=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedSettings:
    """Field `redis_url` is the variable REDIS_URL, and so on; secrets stay out of the repr."""

    slack_bot_token: str = field(repr=False)
    slack_api_url: HttpAddress = "https://slack.com/api/"
    redis_url: RedisAddress | None = field(default=None, repr=False)
    data_dir: str = ".undertone"
    public_url: HttpAddress | None = None
    retention_days: Count = 30

    @property
    def data(self) -> Path:
        return Path(self.data_dir)

    @property
    def retention(self) -> timedelta:
        return timedelta(days=self.retention_days)
