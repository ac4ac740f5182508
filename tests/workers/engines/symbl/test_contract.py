"""Symbl's engine keeps the contract of engines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.standins.symbl import SymblStandIn
from tests.workers.engines.contract import EngineContract
from tests.workers.engines.notebook import HandClock
from tests.workers.engines.sounds import write_silence
from workers.domain.recording import Kind, Recording
from workers.engines.symbl import SYMBL


@dataclass
class Account:
    """The stand-in, as the contract looks at it."""

    symbl: SymblStandIn
    clock: HandClock

    def count_jobs(self) -> int:
        return len(self.symbl.account.conversations)

    def lose_an_answer(self) -> None:
        self.symbl.knobs.drops = 1

    def pass_time(self) -> None:
        self.clock.pass_s(60)


class TestSymbl(EngineContract):
    @pytest.fixture
    def house(self, symbl: SymblStandIn, clock: HandClock) -> Account:
        return Account(symbl, clock)

    @pytest.fixture
    def recording(self, link: Recording) -> Recording:
        return link

    @pytest.fixture
    def long_recording(self, tmp_path: Path) -> Recording:
        path = tmp_path / "talk.wav"
        write_silence(path, seconds=80)
        return Recording(slack_file="F1", name="talk.wav", kind=Kind.AUDIO, path=path)


def test_it_is_set_up_where_both_halves_of_its_credentials_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert not SYMBL.is_configured(SYMBL.read_settings({"SYMBL_APP_ID": "id"}))
    both = {"SYMBL_APP_ID": "id", "SYMBL_APP_SECRET": "hush"}
    assert SYMBL.is_configured(SYMBL.read_settings(both))
    assert "hush" not in repr(SYMBL.read_settings(both))
