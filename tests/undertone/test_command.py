"""What people type after `undertone`, and what it answers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.__main__ import main as bot_main
from tests.end_to_end import recordings
from undertone.__main__ import main
from undertone.dotenv import read_dotenv
from undertone.words import WORDS
from workers.__main__ import main as workers_main
from workers.processes.version import read_version

ROOT = Path(__file__).parents[2]


def typed(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "undertone", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "/nonexistent", "HOME": str(folder)} | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@dataclass(frozen=True)
class Said:
    """The exit status, and what stood on the terminal."""

    status: int
    out: str
    err: str


Type = Callable[..., Said]


@pytest.fixture
def type_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Type:
    """Types words after a program (`undertone`) in this process: a fresh one takes a second."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, program: Callable[[list[str]], int] = main) -> Said:
        try:
            status = program(list(arguments))
        except SystemExit as left:
            status = int(left.code or 0)
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return run


def test_it_is_a_program(tmp_path: Path) -> None:
    done = typed(tmp_path, "--version")
    assert (done.returncode, done.stdout) == (0, f"undertone {read_version()}\n")


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",), ("help",)])
def test_help_names_every_word(type_here: Type, arguments: tuple[str, ...]) -> None:
    said = type_here(*arguments)
    assert (said.status, said.err) == (0, "")
    for word in WORDS.values():
        assert word.usage in said.out


@pytest.mark.parametrize("word", WORDS)
def test_every_word_has_help_of_its_own_and_does_not_start(type_here: Type, word: str) -> None:
    said = type_here(word, "--help")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith(f"usage: undertone {word}")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("worker", "; did you mean “workers”? Type"),
        ("frobnicate", "does not know “frobnicate”. Type undertone --help"),
        ("standup.vtt", "undertone chart standup.vtt"),
        (".", "undertone chart ."),
        ("https://example.com/a.mp3", "download the recording"),
    ],
)
def test_an_unknown_word_gets_one_sentence(type_here: Type, word: str, expected: str) -> None:
    Path("standup.vtt").touch()
    said = type_here(word)
    assert (said.status, said.out) == (2, "")
    assert expected in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("program", [bot_main, workers_main])
@pytest.mark.parametrize(("argument", "status"), [("--help", 0), ("frobnicate", 2), (".", 2)])
def test_the_programs_do_not_start_by_mistake(
    type_here: Type, program: Callable[[list[str]], int], argument: str, status: int
) -> None:
    said = type_here(argument, program=program)
    assert said.status == status
    assert "usage: python -m " in said.out + said.err


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
