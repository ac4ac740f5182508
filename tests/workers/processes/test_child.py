"""Children never outlive their parent and never see its settings."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time

import psutil
import pytest

from workers.engines.local.sound.decode import DecodeJob, Spooled
from workers.media.formats import Format
from workers.processes.child import Child
from workers.processes.messages import ChildFailed, ShareDone

PARENT = """
import tempfile, time
from workers.processes.child import Child
with tempfile.TemporaryFile() as spool:
    child = Child("workers.engines.local.words", spool.fileno())
    print(child._process.pid, flush=True)
    time.sleep(60)
"""


def gone(pid: int, within_s: float) -> bool:
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's bond for life is Linux's")
def test_a_killed_parent_takes_its_children_along() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        time.sleep(1.0)
        assert psutil.pid_exists(pid)
        parent.send_signal(signal.SIGKILL)
    assert gone(pid, within_s=2)


def test_leaving_the_block_ends_the_child() -> None:
    with tempfile.TemporaryFile() as spool:
        with Child("workers.engines.local.sound.decoder", spool.fileno()) as child:
            pid = child._process.pid
            assert psutil.pid_exists(pid)
        assert gone(pid, within_s=0.1)


def test_settings_stay_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-made-up")
    with (
        tempfile.TemporaryFile() as spool,
        Child("workers.engines.local.sound.decoder", spool.fileno()) as child,
    ):
        child.send(DecodeJob("/nowhere.wav", Format.WAV, spool.fileno(), 1, ""))
        assert child.receive(
            Spooled
        )  # it is our program by now, with the environment that it was given
        passed = psutil.Process(child._process.pid).environ()
    assert "SLACK_BOT_TOKEN" not in passed
    assert passed["OPENBLAS_NUM_THREADS"] == "1"
    assert os.environ["SLACK_BOT_TOKEN"]


def test_a_child_finds_what_its_parent_was_told_to_find(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/where/libraries/lie")
    with (
        tempfile.TemporaryFile() as spool,
        Child("workers.engines.local.sound.decoder", spool.fileno()) as child,
    ):
        child.send(DecodeJob("/nowhere.wav", Format.WAV, spool.fileno(), 1, ""))
        assert child.receive(Spooled)
        passed = psutil.Process(child._process.pid).environ()["PYTHONPATH"].split(os.pathsep)
    assert passed[1:] == ["/where/libraries/lie"]


def test_a_program_that_cannot_start_has_failed_whatever_it_was_given() -> None:
    with (
        tempfile.TemporaryFile() as spool,
        Child("workers.engines.local.no_such_program", spool.fileno()) as child,
    ):
        assert child.receive(ShareDone) == ChildFailed("it ended with status 1 and no answer")
        child.send(ShareDone(1))


def test_a_child_that_the_kernel_ends_is_told_apart() -> None:
    with (
        tempfile.TemporaryFile() as spool,
        Child("workers.engines.local.sound.decoder", spool.fileno()) as child,
    ):
        os.kill(child._process.pid, signal.SIGXCPU)
        assert child.receive(ShareDone) is None
