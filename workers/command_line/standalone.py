"""An engine that stands alone: no Slack around it, and Redis only where it asks for one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import cached_property
from pathlib import Path

from redis import Redis

from workers.engines.engine import Engine
from workers.processes import redis_server
from workers.processes.environment import find_cache_folder
from workers.processes.shared_settings import DATA_DIR
from workers.settings import WorkerSettings
from workers.store import sealing
from workers.toolbox import choose_engine_name, connect_engine


@contextmanager
def build_standalone(name: str, variables: Mapping[str, str]) -> Iterator[Engine]:
    """An engine with no Slack around it, for the command line; Redis only where it needs one.

    Without a name it is the settings' own: who keeps recordings in the house keeps these too. What
    it makes once (80 MB of networks) lies in the user's cache, not beside somebody's recordings.
    """
    cache = find_cache_folder(variables, DATA_DIR)
    settings = WorkerSettings.from_env(
        {"SLACK_BOT_TOKEN": "none", **variables, "DATA_DIR": variables.get("DATA_DIR") or cache}
    )
    with ExitStack() as held:
        name = choose_engine_name(name or settings.engine, settings)
        yield connect_engine(name, settings, _Alone(settings, held))


class _Alone:
    """A house with nothing in it but the Redis that is opened for whoever asks."""

    def __init__(self, settings: WorkerSettings, held: ExitStack) -> None:
        self._settings = settings
        self._held = held

    @cached_property
    def redis(self) -> Redis:
        settings = self._settings
        sealing.use_keys(settings.data_key)
        home = redis_server.connect_redis(settings.redis_url, settings.data)
        return self._held.enter_context(home).client()

    @property
    def data(self) -> Path:
        return self._settings.data

    @property
    def polarity(self) -> str:
        return self._settings.polarity

    @property
    def longest(self) -> timedelta:
        return self._settings.longest
