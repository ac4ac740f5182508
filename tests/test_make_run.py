"""make run in a shell where nothing of the project is on PATH, as somebody new has it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sysconfig
import time
import venv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from tests.standins.slack import SlackStandIn

ROOT = Path(__file__).parents[1]
BARE = {"PATH": "/usr/bin:/bin"}
START_S = 60
QUIET_S = 1.0
"""Nobody types Ctrl-C within the same millisecond as a log line: honcho, which prints when it is
told to end, fails where it is printing already."""

pytestmark = pytest.mark.skipif(not shutil.which("make", path=BARE["PATH"]), reason="no make")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The project in a folder of its own, with the environment of this one."""
    for name in ("Makefile", "Procfile", ".venv", "bot", "undertone", "workers", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


@contextmanager
def make_run(checkout: Path, settings: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """`make run` with what is set up left as it is; ended as Ctrl-C in its terminal ends it."""
    (checkout / ".env").write_text(
        "".join(f'{name}="{value}"\n' for name, value in settings.items())
    )
    with subprocess.Popen(
        ["make", "--old-file=.venv/.run", "run"],
        cwd=checkout,
        env=BARE | {"HOME": str(checkout), "TMPDIR": str(checkout)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as make:
        try:
            yield make
        finally:
            end(make)


def end(make: subprocess.Popen[str]) -> None:
    """As Ctrl-C does, or with everything below it where that does not help within 20 s."""
    if make.poll() is None:
        time.sleep(QUIET_S)
        os.killpg(make.pid, signal.SIGINT)
    try:
        make.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        for process in psutil.Process(make.pid).children(recursive=True):
            process.kill()
        make.kill()
        raise


def test_it_starts_both_and_says_who_and_where(checkout: Path) -> None:
    with SlackStandIn() as slack:
        tokens = {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "LOG_FORMAT": "plain",
        }
        with make_run(checkout, tokens) as make:
            said = read_until(make, "by Socket Mode", "worker started")
    assert f"listening by Socket Mode as @{slack.bot.name} in Stand-in. Next: /invite @" in said
    assert '"level"' not in said


def test_a_wrong_setting_is_the_last_thing_said_and_nothing_starts(checkout: Path) -> None:
    with make_run(checkout, {"SLACK_BOT_TOKEN": "xoxb-1", "RETENTION_DAYS": "forever"}) as make:
        said, _ = make.communicate(timeout=START_S)
    *_, sentence, summary, _by_make = [line for line in said.splitlines() if line]
    assert make.returncode == 2
    assert sentence == (
        "fix   RETENTION_DAYS=forever is not a whole number. Mend it in .env (docs/settings.md)."
    )
    assert summary.startswith("Undertone cannot work here yet")


def test_the_command_of_a_checkout_works_from_any_folder(tmp_path: Path) -> None:
    checkout = tmp_path / "with a blank"
    checkout.mkdir()
    for name in ("Makefile", "bot", "undertone", "workers", "pyproject.toml"):
        (checkout / name).symlink_to(ROOT / name)
    venv.create(checkout / ".venv")
    borrowed = BARE | {"PYTHONPATH": sysconfig.get_path("purelib")}
    made = ["make", "--old-file=.venv/.python", ".venv/bin/undertone"]
    subprocess.run(made, cwd=checkout, env=BARE, check=True, timeout=START_S)
    typed = [str(checkout / ".venv/bin/undertone"), "chrat"]
    done = subprocess.run(
        typed, cwd="/", env=borrowed, capture_output=True, text=True, timeout=START_S, check=False
    )
    assert "did you mean “chart”?" in done.stderr, done.stderr


def read_until(make: subprocess.Popen[str], *signs: str) -> str:
    """What it has said once all the signs are in it."""
    assert make.stdout is not None
    end = time.monotonic() + START_S
    said = ""
    while not all(sign in said for sign in signs):
        line = make.stdout.readline()
        assert line, said
        assert time.monotonic() < end, said
        said += line
    return said
