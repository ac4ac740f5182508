"""The embedded engine keeps the contract of engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workers.engines.contract import EngineContract
from workers.domain.recording import Kind, Recording
from workers.engines.engine import Engine
from workers.engines.local import LOCAL
from workers.engines.local.engine import LocalEngine

WORDS = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ana>That went really well, thank you.

00:00:05.000 --> 00:00:08.000
<v Bo>I am worried about the release.
"""


class TestLocal(EngineContract):
    @pytest.fixture
    def engine(self, tmp_path: Path) -> Engine:
        return LocalEngine(240, tmp_path)

    @pytest.fixture
    def recording(self, tmp_path: Path) -> Recording:
        path = tmp_path / "talk.vtt"
        path.write_text(WORDS)
        return Recording(slack_file="F1", name="talk.vtt", kind=Kind.TRANSCRIPT, path=path)

    @pytest.fixture
    def long_recording(self, recording: Recording) -> Recording:
        return recording


def test_it_is_always_set_up() -> None:
    assert LOCAL.is_configured(LOCAL.read_settings({}))
