"""AssemblyAI's engine keeps the contract of engines, with uploads and with links."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.standins.assemblyai import AssemblyAIStandIn
from tests.workers.engines.contract import EngineContract
from tests.workers.engines.notebook import HandClock
from workers.domain.recording import Recording
from workers.engines.assemblyai import ASSEMBLYAI


@dataclass
class Account:
    """The stand-in, as the contract looks at it."""

    vendor: AssemblyAIStandIn
    clock: HandClock

    def count_jobs(self) -> int:
        return len(self.vendor.transcripts)

    def lose_an_answer(self) -> None:
        self.vendor.faults.drops = 1

    def pass_time(self) -> None:
        self.clock.pass_s(60)


class TestUploaded(EngineContract):
    @pytest.fixture
    def house(self, vendor: AssemblyAIStandIn, clock: HandClock) -> Account:
        return Account(vendor, clock)


class TestLinked(TestUploaded):
    @pytest.fixture
    def recording(self, link: Recording) -> Recording:
        return link


def test_it_is_set_up_where_its_key_is() -> None:
    assert not ASSEMBLYAI.is_configured(ASSEMBLYAI.read_settings({}))
    settings = ASSEMBLYAI.read_settings({"ASSEMBLYAI_API_KEY": "hush", "ASSEMBLYAI_MODELS": "a, b"})
    assert ASSEMBLYAI.is_configured(settings)
    assert settings.assemblyai_models == ("a", "b")
    assert "hush" not in repr(settings)
