"""The stand-in, an engine that talks to it, and what an analysis would bring along."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from redis import Redis

from tests.standins.symbl import SymblStandIn
from tests.workers.engines.notebook import HandClock, Notebook
from tests.workers.engines.sounds import write_silence
from workers.domain.recording import Kind, Recording
from workers.domain.submission import Brief
from workers.engines.symbl import SymblSettings
from workers.engines.symbl.credentials import Credentials
from workers.engines.symbl.engine import SymblEngine


@pytest.fixture
def symbl() -> Iterator[SymblStandIn]:
    with SymblStandIn() as stand_in:
        yield stand_in


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def http() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session


@pytest.fixture
def engine(
    symbl: SymblStandIn, redis: Redis, clock: HandClock, http: requests.Session
) -> SymblEngine:
    known = Credentials(symbl.app_id, symbl.app_secret)
    return SymblEngine(
        known, SymblSettings(symbl_base_url=symbl.url), redis, http=http, clock=clock
    )


@pytest.fixture
def progress() -> Notebook:
    return Notebook()


@pytest.fixture
def brief() -> Brief:
    return Brief(name="undertone-1f", speakers=2)


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
def wav(tmp_path: Path) -> Recording:
    """A copy on this machine: one second of silence."""
    path = tmp_path / "talk.wav"
    write_silence(path, seconds=1)
    return Recording(slack_file="F1", name="talk.wav", kind=Kind.AUDIO, path=path)
