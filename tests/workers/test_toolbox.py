"""The toolbox chooses engines: what is set up, in the order of preference."""

from __future__ import annotations

from pathlib import Path

import pytest

from workers.domain.errors import Refused, Why
from workers.settings import WorkerSettings
from workers.toolbox import build_standalone, choose_engine_name

BOX = {"OPENAI_BASE_URL": "http://box:8000/v1"}
ASSEMBLYAI = {"ASSEMBLYAI_API_KEY": "k"}
DEEPGRAM = {"DEEPGRAM_API_KEY": "k"}
SYMBL = {"SYMBL_APP_ID": "i", "SYMBL_APP_SECRET": "s"}


@pytest.mark.parametrize(
    ("variables", "chosen"),
    [
        ({}, "local"),
        (SYMBL, "symbl"),
        (SYMBL | DEEPGRAM, "deepgram"),
        (SYMBL | DEEPGRAM | ASSEMBLYAI, "assemblyai"),
        (SYMBL | DEEPGRAM | ASSEMBLYAI | BOX, "openai"),
    ],
)
def test_auto_is_the_first_that_is_set_up(
    variables: dict[str, str], chosen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    settings = WorkerSettings.from_env({"SLACK_BOT_TOKEN": "xoxb-1", **variables})
    assert choose_engine_name("auto", settings) == chosen
    assert choose_engine_name("local", settings) == "local"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("assemblyai", Why.ENGINE_CREDENTIALS),
        ("deepgram", Why.ENGINE_CREDENTIALS),
        ("openai", Why.ENGINE_UNREACHABLE),
        ("abacus", Why.UNKNOWN_ENGINE),
    ],
)
def test_what_is_not_set_up_is_refused_with_its_setting(
    name: str, why: Why, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refused, build_standalone(name, {"DATA_DIR": str(tmp_path)}):
        pass
    assert refused.value.why is why


@pytest.mark.parametrize(
    ("name", "heard_by"), [("", "local"), ("local", "local"), ("auto", "openai")]
)
def test_alone_it_is_the_engine_of_the_settings_unless_one_is_named(
    name: str, heard_by: str, tmp_path: Path
) -> None:
    variables = {"ENGINE": "local", "DATA_DIR": str(tmp_path), **BOX}
    with build_standalone(name, variables) as engine:
        assert engine.name == heard_by
