"""Servers of every kind, engines that talk to them, and the demo meeting's sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from tests.standins.openai import Flavour, SpeechServerStandIn
from tests.standins.openai.answers import Spoken
from tests.workers.engines.local.recordings import lines
from tests.workers.engines.notebook import HandClock
from workers.domain.recording import Kind, Recording
from workers.domain.submission import Brief
from workers.engines.openai import OpenAISettings
from workers.engines.openai.engine import OpenAIEngine
from workers.examples import find_recording

MakeServer = Callable[[Flavour], SpeechServerStandIn]
MakeEngine = Callable[..., OpenAIEngine]
SAID = ("That went really well, thank you.", "I am worried about the late release.")


def script() -> list[Spoken]:
    """A sentence for each line of the demo meeting, good and bad news in turn."""
    return [
        Spoken(name, start_s, end_s, SAID[at % 2])
        for at, (name, start_s, end_s) in enumerate(lines())
    ]


@pytest.fixture
def make_server() -> Iterator[MakeServer]:
    with ExitStack() as held:
        yield lambda flavour: held.enter_context(SpeechServerStandIn(flavour, script()))


@pytest.fixture
def make_engine(clock: HandClock) -> MakeEngine:
    def make(server: SpeechServerStandIn, **settings: object) -> OpenAIEngine:
        told = {
            "openai_base_url": server.base_url,
            "openai_api_key": server.key,
            "openai_model": server.model,
            "openai_path": server.path,
            **settings,
        }
        return OpenAIEngine(OpenAISettings(**told), timedelta(hours=4), clock=clock)  # type: ignore[arg-type]  # the tests' own keywords

    return make


@pytest.fixture
def server(make_server: MakeServer) -> SpeechServerStandIn:
    return make_server(Flavour.SPEACHES)


@pytest.fixture
def engine(make_engine: MakeEngine, server: SpeechServerStandIn) -> OpenAIEngine:
    return make_engine(server)


@pytest.fixture
def brief() -> Brief:
    return Brief(name="undertone-1f-1", speakers=3)


@pytest.fixture
def recording(tmp_path: Path) -> Recording:
    """The demo meeting."""
    path = tmp_path / "standup.ogg"
    path.write_bytes(find_recording().read_bytes())
    return Recording(slack_file="F1", name="standup.ogg", kind=Kind.AUDIO, path=path)
