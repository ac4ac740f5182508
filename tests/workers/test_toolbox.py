"""The toolbox chooses engines: what is set up, in the order of preference."""

from __future__ import annotations

from pathlib import Path

import pytest

from workers.settings import WorkerSettings
from workers.toolbox import choose_engine_name

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
