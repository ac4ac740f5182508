"""What the workers are told by their environment; the README's table explains each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from workers.engines import ENGINE_NAMES, read_engine_settings
from workers.processes import environment
from workers.processes.environment import BadSetting

Count = Annotated[int, Meta(ge=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSettings:
    """Field `engine` is the variable ENGINE, and so on; secrets stay out of the repr."""

    slack_bot_token: Annotated[str, Meta(min_length=1)] = field(repr=False)
    slack_api_url: str = "https://slack.com/api/"
    redis_url: str | None = field(default=None, repr=False)
    data_dir: str = ".undertone"
    engine: str = "auto"
    public_url: str | None = None
    retention_days: Count = 30
    max_recording_mb: Count = 1024
    max_recording_minutes: Count = 240
    allow_private_hosts: tuple[str, ...] = ()
    pipeline_workers: Count = 2
    transcribe_workers: Count = 1
    engines: Mapping[str, object] = field(default_factory=lambda: read_engine_settings({}))
    """Each engine's own settings, by its name."""

    @classmethod
    def from_env(cls, variables: Mapping[str, str]) -> WorkerSettings:
        """Raises BadSetting, which names the variable and the cure."""
        settings = environment.read_settings(cls, variables)
        if settings.engine not in ("auto", *ENGINE_NAMES):
            known = ", ".join(("auto", *ENGINE_NAMES))
            raise BadSetting(f"ENGINE={settings.engine} is none of: {known}. Mend it in .env.")
        return replace(settings, engines=read_engine_settings(variables))

    @property
    def data(self) -> Path:
        return Path(self.data_dir)

    @property
    def longest(self) -> timedelta:
        """The longest recording that is taken."""
        return timedelta(minutes=self.max_recording_minutes)

    @property
    def retention(self) -> timedelta:
        return timedelta(days=self.retention_days)
