"""The stand-ins are faithful: the vendors' published SDKs read them right.

An SDK runs in an environment of its own, kept outside the tree between runs.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import venv
from pathlib import Path
from typing import Any

import pytest

from tests.standins.assemblyai import AssemblyAIStandIn
from tests.standins.deepgram import DeepgramStandIn
from tests.standins.openai import Flavour, SpeechServerStandIn
from tests.standins.openai.answers import Spoken
from tests.standins.symbl.script import MEETING
from tests.workers.engines.sounds import write_silence

SDKS = ("assemblyai==1.8.2", "deepgram-sdk==7.17.0", "openai==3.57.0")
HERE = Path(__file__).parent

pytestmark = pytest.mark.skipif(
    not os.environ.get("ENGINE_SDKS"), reason="set ENGINE_SDKS=1: installs the vendors' SDKs"
)


@pytest.fixture(scope="module")
def python() -> Path:
    """The interpreter that has the SDKs."""
    home = Path(tempfile.gettempdir()) / f"undertone-engine-sdks-{os.getuid()}"
    interpreter = home / "bin" / "python"
    if not (home / "ready").exists():
        venv.create(home, clear=True, with_pip=True)
        install: list[str | Path] = [interpreter, "-m", "pip", "install", "--quiet", *SDKS]
        if subprocess.run(install, check=False, timeout=150, capture_output=True).returncode:
            pytest.skip("the SDKs cannot be installed here")
        (home / "ready").touch()
    return interpreter


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    path = tmp_path / "talk.wav"
    write_silence(path, seconds=30)
    return path


def drive(python: Path, folder: str, *arguments: str | Path) -> Any:
    """What an SDK read, as its driver printed it."""
    driver = HERE / folder / "sdk_driver.py"
    ran = subprocess.run(
        [python, driver, *arguments], check=False, capture_output=True, text=True, timeout=60
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout.splitlines()[-1])


def test_assemblyai(python: Path, wav: Path) -> None:
    with AssemblyAIStandIn() as vendor:
        read = drive(python, "assemblyai", vendor.url, vendor.key, wav)
        (order,) = vendor.orders
        (made,) = vendor.transcripts.values()
    assert read["status"] == "completed"
    assert [row[0] for row in read["rows"]] == [line.text for line in MEETING]
    assert [row[2] for row in read["rows"]] == [
        *("POSITIVE", "NEGATIVE", "NEUTRAL", "POSITIVE", "POSITIVE")
    ]
    assert read["speakers"] == ["A", "B", "A", "B", "A"]
    assert read["listed"] == [read["id"]]
    assert made.deleted
    assert order.body["speaker_labels"] is True


def test_deepgram(python: Path, wav: Path) -> None:
    with DeepgramStandIn() as vendor:
        read = drive(python, "deepgram", vendor.url, vendor.key, wav)
        (heard,) = vendor.heard
    assert heard.body["keyterm"] == ["Undertone", "burn rate"]
    assert heard.upload == wav.read_bytes()
    assert [segment[2] for segment in read["segments"]] == [0.62, -0.55, 0.0, 0.3, 0.41]
    assert read["utterances"] == [line.text for line in MEETING]
    assert read["words"][0][0] == "Good"
    assert {word[2] for word in read["words"]} == {0, 1}


@pytest.mark.parametrize("flavour", [Flavour.SPEACHES, Flavour.WHISPERX])
def test_openai(python: Path, wav: Path, flavour: Flavour) -> None:
    lines = [Spoken("A", 1.0, 4.0, "That went well."), Spoken("B", 5.0, 8.0, "It did.")]
    with SpeechServerStandIn(flavour, lines) as server:
        read = drive(python, "openai", server.base_url, str(server.key), wav, server.model)
        (asked,) = server.asked
    assert asked.body["timestamp_granularities[]"] == ["word", "segment"]
    assert [word[0].strip() for word in read["words"]] == ["That", "went", "well.", "It", "did."]
    assert read["duration"] == pytest.approx(30.0)
