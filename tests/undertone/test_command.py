"""What people type after `undertone`, and what it answers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end import recordings
from undertone.dotenv import read_dotenv
from undertone.words import WORDS
from workers.processes.version import read_version

ROOT = Path(__file__).parents[2]


def typed(
    folder: Path, *arguments: str, program: str = "undertone", **variables: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", program, *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "/nonexistent", "HOME": str(folder)} | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",), ("help",)])
def test_help_names_every_word(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = typed(tmp_path, *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    for word in WORDS.values():
        assert word.usage in done.stdout


def test_the_version_is_the_projects(tmp_path: Path) -> None:
    assert typed(tmp_path, "--version").stdout == f"undertone {read_version()}\n"


@pytest.mark.parametrize("word", WORDS)
def test_every_word_has_help_of_its_own_and_does_not_start(tmp_path: Path, word: str) -> None:
    done = typed(tmp_path, word, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"usage: undertone {word}")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("worker", "did you mean “workers”"),
        ("frobnicate", "undertone --help"),
        ("standup.vtt", "undertone chart standup.vtt"),
        (".", "undertone chart ."),
        ("https://example.com/a.mp3", "undertone chart https://example.com/a.mp3"),
    ],
)
def test_an_unknown_word_gets_one_sentence(tmp_path: Path, word: str, expected: str) -> None:
    (tmp_path / "standup.vtt").touch()
    done = typed(tmp_path, word)
    assert (done.returncode, done.stdout) == (2, "")
    assert expected in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("program", ["bot", "workers"])
@pytest.mark.parametrize(("argument", "status"), [("--help", 0), ("frobnicate", 2), (".", 2)])
def test_the_programs_do_not_start_by_mistake(
    tmp_path: Path, program: str, argument: str, status: int
) -> None:
    done = typed(tmp_path, argument, program=program)
    assert done.returncode == status
    assert f"usage: python -m {program}" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


class TestDotenv:
    def test_it_is_read_as_honcho_reads_it(self, tmp_path: Path) -> None:
        (tmp_path / ".env").write_text("# a comment\nPORT=4000\nENGINE=local # here\nDATA_DIR=\n")
        assert read_dotenv(tmp_path) == {"PORT": "4000", "ENGINE": "local"}

    def test_without_the_file_nothing_is_set(self, tmp_path: Path) -> None:
        assert read_dotenv(tmp_path) == {}

    def test_the_environment_goes_before_it(self, tmp_path: Path) -> None:
        (tmp_path / ".env").write_text("ENGINE=frobnicate\nRETENTION_DAYS=forever\n")
        (tmp_path / "standup.vtt").write_text(recordings.STANDUP)
        done = typed(tmp_path, "chart", "standup.vtt", RETENTION_DAYS="7")
        assert done.returncode == 1
        assert "ENGINE" in done.stderr
