"""The stand-in, an engine that talks to it, and what an analysis would bring along."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from redis import Redis

from tests.standins.deepgram import DeepgramStandIn
from tests.workers.engines.notebook import HandClock, Notebook
from tests.workers.engines.sounds import write_silence
from workers.domain.recording import Kind, Recording
from workers.domain.submission import Brief
from workers.engines.deepgram import DeepgramSettings
from workers.engines.deepgram.engine import DeepgramEngine

MakeEngine = Callable[..., DeepgramEngine]


@pytest.fixture
def vendor() -> Iterator[DeepgramStandIn]:
    with DeepgramStandIn() as vendor:
        yield vendor


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def http() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session


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


@pytest.fixture
def progress() -> Notebook:
    return Notebook()


@pytest.fixture
def brief() -> Brief:
    return Brief(name="undertone-1f-1", speakers=2)


@pytest.fixture
def recording(tmp_path: Path) -> Recording:
    """A copy on this machine: one second of silence, in which the stand-in hears a meeting."""
    path = tmp_path / "talk.wav"
    write_silence(path, seconds=1)
    return Recording(slack_file="F1", name="talk.wav", kind=Kind.AUDIO, path=path)


@pytest.fixture
def long_recording(recording: Recording) -> Recording:
    return recording
