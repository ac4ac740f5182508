"""Deepgram's engine keeps the contract of engines."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.standins.deepgram import DeepgramStandIn
from tests.workers.engines.contract import EngineContract
from tests.workers.engines.notebook import HandClock
from workers.engines.deepgram import DEEPGRAM


@dataclass
class Project:
    """The stand-in, as the contract looks at it."""

    vendor: DeepgramStandIn
    clock: HandClock

    def count_jobs(self) -> int:
        return self.vendor.paid

    def lose_an_answer(self) -> None:
        self.vendor.faults.drops = 1

    def pass_time(self) -> None:
        self.clock.pass_s(60)


class TestDeepgram(EngineContract):
    most_jobs = 2  # an answer that is lost is lost: it cannot be asked for, only heard once more

    @pytest.fixture
    def house(self, vendor: DeepgramStandIn, clock: HandClock) -> Project:
        return Project(vendor, clock)


def test_it_is_set_up_where_its_key_is() -> None:
    assert not DEEPGRAM.is_configured(DEEPGRAM.read_settings({}))
    settings = DEEPGRAM.read_settings({"DEEPGRAM_API_KEY": "hush", "DEEPGRAM_MODEL": "nova-2"})
    assert DEEPGRAM.is_configured(settings)
    assert "hush" not in repr(settings)
