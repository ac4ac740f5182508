"""The stand-in, and an engine that talks to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import requests
from redis import Redis

from tests.standins.deepgram import DeepgramStandIn
from tests.workers.engines.notebook import HandClock
from workers.engines.deepgram import DeepgramSettings
from workers.engines.deepgram.engine import DeepgramEngine

MakeEngine = Callable[..., DeepgramEngine]


@pytest.fixture
def vendor() -> Iterator[DeepgramStandIn]:
    with DeepgramStandIn() as vendor:
        yield vendor


@pytest.fixture
def make_engine(
    vendor: DeepgramStandIn, redis: Redis, clock: HandClock, http: requests.Session
) -> MakeEngine:
    def make(**settings: object) -> DeepgramEngine:
        told = {"deepgram_api_key": vendor.key, "deepgram_base_url": vendor.url, **settings}
        return DeepgramEngine(DeepgramSettings(**told), redis, http=http, clock=clock)  # type: ignore[arg-type]  # the tests' own keywords

    return make


@pytest.fixture
def engine(make_engine: MakeEngine) -> DeepgramEngine:
    return make_engine()
