"""The stand-in, and an engine that talks to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests
from redis import Redis

from tests.standins.symbl import SymblStandIn
from tests.workers.engines.notebook import HandClock
from workers.engines.symbl import SymblSettings
from workers.engines.symbl.credentials import Credentials
from workers.engines.symbl.engine import SymblEngine


@pytest.fixture
def symbl() -> Iterator[SymblStandIn]:
    with SymblStandIn() as stand_in:
        yield stand_in


@pytest.fixture
def engine(
    symbl: SymblStandIn, redis: Redis, clock: HandClock, http: requests.Session
) -> SymblEngine:
    known = Credentials(symbl.app_id, symbl.app_secret)
    return SymblEngine(
        known, SymblSettings(symbl_base_url=symbl.url), redis, http=http, clock=clock
    )
