"""The stand-in, an engine that talks to it, and what an analysis would bring along."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from redis import Redis

from tests.standins.assemblyai import AssemblyAIStandIn
from tests.workers.engines.notebook import HandClock, Notebook
from tests.workers.engines.sounds import write_silence
from workers.domain.recording import Kind, Recording
from workers.domain.submission import Brief
from workers.engines.assemblyai import AssemblyAISettings
from workers.engines.assemblyai.engine import AssemblyAIEngine


@pytest.fixture
def vendor() -> Iterator[AssemblyAIStandIn]:
    with AssemblyAIStandIn() as vendor:
        yield vendor


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def http() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session


@pytest.fixture
def engine(
    vendor: AssemblyAIStandIn, redis: Redis, clock: HandClock, http: requests.Session
) -> AssemblyAIEngine:
    settings = AssemblyAISettings(assemblyai_api_key=vendor.key, assemblyai_base_url=vendor.url)
    return AssemblyAIEngine(settings, redis, http=http, clock=clock)


@pytest.fixture
def progress() -> Notebook:
    return Notebook()


@pytest.fixture
def brief() -> Brief:
    return Brief(name="undertone-1f-1", speakers=2)


@pytest.fixture
def link() -> Recording:
    """A recording that anyone may fetch."""
    return Recording(
        link="https://media.example.org/talk.mp3",
        name="talk.mp3",
        kind=Kind.AUDIO,
        media_url="https://media.example.org/talk.mp3",
        public=True,
    )


@pytest.fixture
def recording(tmp_path: Path) -> Recording:
    """A copy on this machine: one second of silence, in which the stand-in hears a meeting."""
    path = tmp_path / "talk.wav"
    write_silence(path, seconds=1)
    return Recording(slack_file="F1", name="talk.wav", kind=Kind.AUDIO, path=path)


@pytest.fixture
def long_recording(tmp_path: Path) -> Recording:
    path = tmp_path / "long.wav"
    write_silence(path, seconds=80)
    return Recording(slack_file="F2", name="long.wav", kind=Kind.AUDIO, path=path)
