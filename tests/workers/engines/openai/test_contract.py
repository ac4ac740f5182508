"""A speech server's engine keeps the contract of engines."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.standins.openai import SpeechServerStandIn
from tests.workers.engines.contract import EngineContract
from tests.workers.engines.notebook import HandClock
from workers.domain.submission import Brief
from workers.engines.openai import OPENAI


@dataclass
class Box:
    """The stand-in, as the contract looks at it: what it does is free."""

    server: SpeechServerStandIn
    clock: HandClock

    def count_jobs(self) -> int:
        return 0

    def lose_an_answer(self) -> None:
        self.server.faults.drops = 1

    def pass_time(self) -> None:
        self.clock.pass_s(60)


class TestOpenAI(EngineContract):
    @pytest.fixture
    def brief(self) -> Brief:
        return Brief(name="undertone-1f-1", speakers=3)

    @pytest.fixture
    def house(self, server: SpeechServerStandIn, clock: HandClock) -> Box:
        return Box(server, clock)


def test_it_is_set_up_where_its_address_is() -> None:
    assert not OPENAI.is_configured(OPENAI.read_settings({"OPENAI_API_KEY": "hush"}))
    told = {"OPENAI_BASE_URL": "http://box:8000/v1", "OPENAI_API_KEY": "hush"}
    settings = OPENAI.read_settings(told)
    assert OPENAI.is_configured(settings)
    assert "hush" not in repr(settings)
