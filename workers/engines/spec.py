"""Spec: an engine as one value, all that the rest of the house knows of it by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from workers.engines.engine import Engine
from workers.processes import environment

if TYPE_CHECKING:
    from redis import Redis

EngineSettings = TypeVar("EngineSettings")


class House(Protocol):
    """What an engine may want of the house that it works in."""

    @property
    def redis(self) -> Redis:
        """Answers in bytes; opened when it is first asked for."""
        ...

    @property
    def data(self) -> Path:
        """The folder of what is kept on this machine."""
        ...

    @property
    def longest(self) -> timedelta:
        """The longest recording that is taken."""
        ...

    @property
    def polarity(self) -> str:
        """What scores words that come without a polarity: see `local.polarity`."""
        ...


@dataclass(frozen=True, slots=True)
class Webhook:
    """How an engine calls when a job is done.

    `read_job` takes the body of a call and answers with the id of the job that it is about, None
    where it is about none. `header` is the header that brings the secret back; without one the
    secret is the last part of the address.
    """

    read_job: Callable[[bytes], str | None]
    header: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec(Generic[EngineSettings]):
    """`name` is what people type and records hold, `title` what people read.

    `settings` is a dataclass whose fields are environment variables. `connect` loads the engine's
    libraries only when it is called; it refuses `ENGINE_CREDENTIALS` where they are not set.
    """

    name: str
    title: str
    settings: type[EngineSettings]
    is_configured: Callable[[EngineSettings], bool]
    connect: Callable[[EngineSettings, House], Engine]
    webhook: Webhook | None = None
    paid: bool = True
    """Whether its minutes cost money, and are counted."""

    def read_settings(self, variables: Mapping[str, str]) -> EngineSettings:
        """The engine's own settings. Raises BadSetting, which names the variable and the cure."""
        return environment.read_settings(self.settings, variables)
