"""What the workers are told by their environment; docs/settings.md explains each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Literal, cast

from workers.engines import ENGINE_NAMES, STAND_IN, read_engine_settings
from workers.engines.local import LocalSettings
from workers.processes import environment
from workers.processes.environment import BadSetting
from workers.processes.shared_settings import Count, SharedSettings, check_data_key


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSettings(SharedSettings):
    """What `python -m workers` runs with."""

    engine: str = "auto"
    engine_fallback: Literal["no", "local"] = "no"
    engine_monthly_minutes: Count | None = None
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
        check_data_key(settings.data_key)
        return replace(settings, engines=read_engine_settings(variables))

    @property
    def polarity(self) -> str:
        """What scores words here, whoever has heard them."""
        return cast(LocalSettings, self.engines[STAND_IN]).polarity

    @property
    def longest(self) -> timedelta:
        """The longest recording that is taken."""
        return timedelta(minutes=self.max_recording_minutes)
