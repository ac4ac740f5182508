"""python -m workers chart: one recording, no Slack, no Redis."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end import recordings

PNG = b"\x89PNG\r\n\x1a\n"


def chart(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "workers", "chart", *arguments]
    return subprocess.run(
        command,
        cwd=folder,
        env={"PYTHONPATH": str(Path.cwd()), "PATH": "/nonexistent", "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def standup(tmp_path: Path) -> Path:
    path = tmp_path / "standup.vtt"
    path.write_text(recordings.STANDUP)
    return path


def test_a_transcript_gives_a_chart_its_csv_and_its_json(standup: Path, tmp_path: Path) -> None:
    done = chart(tmp_path, str(standup), "--out", "c.png", "--csv", "c.csv", "--json", "c.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "c.png").read_bytes().startswith(PNG)
    meeting = json.loads((tmp_path / "c.json").read_text())
    assert meeting["engine"] == "local"
    assert meeting["speakers_estimated"] is False
    first = meeting["utterances"][0]
    assert first.keys() == {"speaker", "start_s", "end_s", "text", "polarity"}
    rows = list(csv.DictReader((tmp_path / "c.csv").read_text().splitlines()))
    assert [row["speaker"] for row in rows] == ["Ana", "Ben", "Ana"]
    assert float(rows[0]["polarity"]) == pytest.approx(first["polarity"])
    assert "Ana" in (tmp_path / "c-speakers.csv").read_text()


@pytest.mark.parametrize(
    ("content", "arguments", "expected"),
    [
        (b"", (), "empty"),
        (b"WEBVTT\n\n", (), "no speech"),
        (recordings.STANDUP.encode(), ("--speakers", "0"), "from 1 to 20"),
        (recordings.STANDUP.encode(), ("--out", "no/such/folder.png"), "no/such/folder.png"),
    ],
)
def test_what_cannot_be_charted_is_one_sentence(
    tmp_path: Path, content: bytes, arguments: tuple[str, ...], expected: str
) -> None:
    path = tmp_path / "a.vtt"
    path.write_bytes(content)
    done = chart(tmp_path, str(path), *arguments)
    assert done.returncode == 1
    assert expected in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = chart(tmp_path, "gone.mp3")
    assert done.returncode == 1
    assert "gone.mp3" in done.stderr
