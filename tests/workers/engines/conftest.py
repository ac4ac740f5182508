"""What an analysis would bring along to any engine; an engine's own folder adds its stand-in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.workers.engines.notebook import HandClock, Notebook
from tests.workers.engines.sounds import write_silence
from workers.domain.recording import Kind, Recording
from workers.domain.submission import Brief


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def http() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session


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
    """A copy on this machine: one second of silence, in which stand-ins hear a meeting."""
    path = tmp_path / "talk.wav"
    write_silence(path, seconds=1)
    return Recording(slack_file="F1", name="talk.wav", kind=Kind.AUDIO, path=path)


@pytest.fixture
def long_recording(recording: Recording) -> Recording:
    """Long enough to be stopped on the way; an engine that needs more brings its own."""
    return recording
