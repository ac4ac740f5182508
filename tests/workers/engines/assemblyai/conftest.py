"""The stand-in, and an engine that talks to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from redis import Redis

from tests.standins.assemblyai import AssemblyAIStandIn
from tests.workers.engines.notebook import HandClock
from tests.workers.engines.sounds import write_silence
from workers.domain.recording import Kind, Recording
from workers.engines.assemblyai import AssemblyAISettings
from workers.engines.assemblyai.engine import AssemblyAIEngine


@pytest.fixture
def vendor() -> Iterator[AssemblyAIStandIn]:
    with AssemblyAIStandIn() as vendor:
        yield vendor


@pytest.fixture
def engine(
    vendor: AssemblyAIStandIn, redis: Redis, clock: HandClock, http: requests.Session
) -> AssemblyAIEngine:
    settings = AssemblyAISettings(assemblyai_api_key=vendor.key, assemblyai_base_url=vendor.url)
    return AssemblyAIEngine(settings, redis, http=http, clock=clock)


@pytest.fixture
def long_recording(tmp_path: Path) -> Recording:
    path = tmp_path / "long.wav"
    write_silence(path, seconds=80)
    return Recording(slack_file="F2", name="long.wav", kind=Kind.AUDIO, path=path)
