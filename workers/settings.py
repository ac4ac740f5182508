"""What the workers are told by their environment; the README's table explains each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from workers.processes import environment

Count = Annotated[int, Meta(ge=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSettings:
    """Field `engine` is the variable ENGINE, and so on; secrets stay out of the repr."""

    slack_bot_token: Annotated[str, Meta(min_length=1)] = field(repr=False)
    slack_api_url: str = "https://slack.com/api/"
    redis_url: str | None = field(default=None, repr=False)
    data_dir: str = ".undertone"
    engine: str = "auto"
    engine_words: str = "auto"
    symbl_app_id: str | None = field(default=None, repr=False)
    symbl_app_secret: str | None = field(default=None, repr=False)
    symbl_base_url: str = "https://api.symbl.ai"
    symbl_concurrency: Count = 5
    public_url: str | None = None
    retention_days: Count = 30
    max_recording_mb: Count = 1024
    max_recording_minutes: Count = 240
    allow_private_hosts: tuple[str, ...] = ()
    pipeline_workers: Count = 2
    transcribe_workers: Count = 1

    @classmethod
    def from_env(cls, variables: Mapping[str, str]) -> WorkerSettings:
        """Raises BadSetting, which names the variable and the cure."""
        return environment.read_settings(cls, variables)

    @property
    def data(self) -> Path:
        return Path(self.data_dir)

    @property
    def retention(self) -> timedelta:
        return timedelta(days=self.retention_days)
