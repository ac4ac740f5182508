"""Symbl's Async and Conversation APIs as an engine.

Importing this is cheap: the bot reads it for the webhook, and must not pay for (or be able to
reach) the HTTP client that the engine works with.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from workers.domain.errors import Refused, Why
from workers.engines.engine import Engine
from workers.engines.spec import House, Spec, Webhook
from workers.engines.symbl.credentials import CHECK, Credentials, find_credentials
from workers.engines.symbl.webhook import read_job_id
from workers.processes.environment import HttpAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class SymblSettings:
    """Without id and secret here, a symbl.conf is looked for; `symbl_concurrency` is the plan's
    limit of unfinished jobs, counted over all workers."""

    symbl_app_id: str | None = field(default=None, repr=False)
    symbl_app_secret: str | None = field(default=None, repr=False)
    symbl_base_url: HttpAddress = "https://api.symbl.ai"
    symbl_concurrency: Annotated[int, Meta(ge=1)] = 5


def _credentials(settings: SymblSettings) -> Credentials | None:
    """From the settings, else from a symbl.conf here or at home."""
    return _look_for_credentials(settings, Path.cwd(), Path.home())


@cache
def _look_for_credentials(settings: SymblSettings, cwd: Path, home: Path) -> Credentials | None:
    """Looked for once in a process' life, and not with every recording that has to choose."""
    given = {
        "SYMBL_APP_ID": settings.symbl_app_id or "",
        "SYMBL_APP_SECRET": settings.symbl_app_secret or "",
    }
    return find_credentials(given, cwd, home)


def _connect(settings: SymblSettings, house: House) -> Engine:
    from workers.engines.symbl.engine import SymblEngine  # noqa: PLC0415 - loaded where it is used

    known = _credentials(settings)
    if known is None:
        raise Refused(Why.ENGINE_CREDENTIALS, engine="Symbl", check=CHECK)
    return SymblEngine(known, settings, house.redis, scorer=house.polarity)


SYMBL = Spec(
    name="symbl",
    title="Symbl",
    settings=SymblSettings,
    is_configured=lambda settings: _credentials(settings) is not None,
    connect=_connect,
    webhook=Webhook(read_job_id),
)
