"""The stand-in is faithful: the published SDK works against it, and it rejects what it must."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import venv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.standins.symbl import SymblStandIn

ASKED_FOR = bool(os.environ.get("SYMBL_SDK"))
"""Read at import: tests run without the developer's settings."""
SDK = ["--no-deps", "symbl==2.0.6", "symbl-rest==1.0.14"]  # its pyaudio needs a compiler
SDK_NEEDS = ["certifi", "python-dateutil", "six", "urllib3", "websocket-client"]

REJECTED: Mapping[str, tuple[str, dict[str, Any]]] = {
    "multipart": ("audio", {"files": {"file": b"sound"}}),
    "no length": ("audio", {"data": iter([b"sound"])}),
    "an empty body": ("audio", {"data": b"", "headers": {"Content-Length": "0"}}),
    "an audio type it does not know": (
        "audio",
        {"data": b"sound", "headers": {"Content-Type": "audio/flac"}},
    ),
    "video without its type": ("video", {"data": b"sight"}),
    "a capitalised boolean": (
        "audio",
        {"data": b"sound", "params": {"enableAllTrackers": True}},
    ),
    "a list that is not JSON": (
        "audio",
        {"data": b"sound", "params": {"customVocabulary": ["a", "b"]}},
    ),
    "diarization without a count": (
        "audio",
        {"data": b"sound", "params": {"enableSpeakerDiarization": "true"}},
    ),
    "a count of zero": (
        "audio/url",
        {
            "json": {
                "url": "https://a.example.org/b.mp3",
                "enableSpeakerDiarization": True,
                "diarizationSpeakerCount": 0,
            }
        },
    ),
    "null": ("audio/url", {"json": {"url": "https://a.example.org/b.mp3", "name": None}}),
    "no url": ("video/url", {"json": {"name": "x"}}),
    "a page instead of a file": (
        "video/url",
        {"json": {"url": "https://www.youtube.com/watch?v=x"}},
    ),
    "an unknown option": ("audio/url", {"json": {"url": "https://a.example.org/b", "nmae": "x"}}),
    "an unknown language": (
        "audio/url",
        {"json": {"url": "https://a.example.org/b", "languageCode": "en"}},
    ),
    "a text without messages": ("text", {"json": {"messages": []}}),
    "a message without content": ("text", {"json": {"messages": [{"payload": {}}]}}),
    "a text in a language": (
        "text",
        {"json": {"messages": [{"payload": {"content": "Hi"}}], "languageCode": "en-US"}},
    ),
}


@pytest.mark.parametrize("case", REJECTED)
def test_it_rejects_what_the_api_rejects(case: str) -> None:
    path, sent = REJECTED[case]
    with SymblStandIn() as symbl:
        sent = sent | {"headers": sent.get("headers", {}) | _authorised(symbl)}
        answer = requests.post(f"{symbl.url}/v1/process/{path}", timeout=10, **sent)
        assert answer.status_code == 400, answer.text
        assert answer.json()["message"]
        assert not symbl.account.conversations


def test_a_token_has_less_life_left_each_time_and_ends() -> None:
    with SymblStandIn() as symbl:
        symbl.knobs.token_life_s = 0.3
        first, second = _token(symbl), _token(symbl)
        assert first["accessToken"] == second["accessToken"]
        assert second["expiresIn"] < first["expiresIn"] <= 0.3
        symbl.revoke_token()
        refused = requests.get(
            f"{symbl.url}/v1/conversations",
            headers={"Authorization": f"Bearer {first['accessToken']}"},
            timeout=10,
        )
        assert refused.status_code == 401
        assert _token(symbl)["accessToken"] != first["accessToken"]


def test_an_unfinished_conversation_silently_shows_a_part() -> None:
    with SymblStandIn() as symbl:
        symbl.knobs.job_s = 3600
        made = symbl.account.recorded({})
        made.job.begun -= 1800
        path = f"{symbl.url}/v1/conversations/{made.id}"
        half = requests.get(f"{path}/messages", headers=_authorised(symbl), timeout=10)
        assert half.status_code == 200
        assert len(half.json()["messages"]) == 2
        summary = requests.get(f"{path}/summary", headers=_authorised(symbl), timeout=10)
        assert summary.status_code == 404


@pytest.mark.skipif(not ASKED_FOR, reason="set SYMBL_SDK=1: installs the SDK and waits for it 30 s")
def test_the_published_sdk_reads_it_right(tmp_path: Path) -> None:
    python = _sdk_python()
    wav = tmp_path / "talk.wav"
    wav.write_bytes(b"RIFF" + bytes(2_000))
    with SymblStandIn() as symbl:
        driver = Path(__file__).with_name("sdk_driver.py")
        ran = subprocess.run(
            [python, driver, symbl.url, symbl.app_id, symbl.app_secret, wav],
            check=False,
            capture_output=True,
            text=True,
            timeout=150,
        )
        assert ran.returncode == 0, ran.stderr
        url, file = symbl.submits
    read = json.loads(ran.stdout.splitlines()[-1])
    for way in ("url", "file"):
        assert read[way]["job"] == "completed"
        assert [m[2] for m in read[way]["messages"]] == [0.62, -0.55, 0.0, 0.3, 0.41]
        assert {m[0] for m in read[way]["messages"]} == {"Speaker 1", "Speaker 2"}
        assert read[way]["members"] == ["Speaker 1", "Speaker 2"]
        assert read[way]["topics"] == ["late deliveries", "pilot"]
        assert read[way]["questions"] == ["What would help you most?"]
        assert read[way]["talk_s"] == pytest.approx(18.5)
    assert url.query == {"enableSpeakerDiarization": "true", "diarizationSpeakerCount": "2"}
    assert file.upload == wav.read_bytes()


def _sdk_python() -> Path:
    """The interpreter of the SDK's own environment, kept outside the tree between runs."""
    home = Path(tempfile.gettempdir()) / "undertone-symbl-sdk"
    python = home / "bin" / "python"
    if not (home / "ready").exists():
        venv.create(home, clear=True, with_pip=True)
        for wanted in (SDK, SDK_NEEDS):
            pip = subprocess.run(
                [python, "-m", "pip", "install", "--quiet", *wanted], check=False, timeout=150
            )
            if pip.returncode:
                pytest.skip("the SDK cannot be installed here")
        (home / "ready").touch()
    return python


def _token(symbl: SymblStandIn) -> dict[str, Any]:
    answer = requests.post(
        f"{symbl.url}/oauth2/token:generate",
        json={"type": "application", "appId": symbl.app_id, "appSecret": symbl.app_secret},
        timeout=10,
    )
    told: dict[str, Any] = answer.json()
    return told


def _authorised(symbl: SymblStandIn) -> dict[str, str]:
    return {"Authorization": f"Bearer {_token(symbl)['accessToken']}"}
