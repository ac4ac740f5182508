"""The workroom is empty again after every end of the work, the violent ones included."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from workers.processes.workroom import open_workroom

HOLD = """
import sys, time
from pathlib import Path
from workers.processes.workroom import open_workroom
with open_workroom(Path(sys.argv[1])) as folder:
    (folder / "recording").write_text("words")
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_folder_is_gone_after_the_work(tmp_path: Path) -> None:
    with open_workroom(tmp_path / "rooms") as folder:
        (folder / "recording").write_text("words")
    assert list((tmp_path / "rooms").iterdir()) == []


def test_the_folder_is_gone_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), open_workroom(tmp_path) as folder:
        (folder / "recording").write_text(str(1 / 0))
    assert list(tmp_path.iterdir()) == []


def test_nobody_else_can_look_inside(tmp_path: Path) -> None:
    with open_workroom(tmp_path / "rooms") as folder:
        assert folder.stat().st_mode & 0o077 == 0


def test_a_killed_owners_folder_is_cleared_by_the_next_and_a_living_ones_is_not(
    tmp_path: Path,
) -> None:
    held = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, cwd=Path.cwd()
    )
    with held:
        assert held.stdout is not None
        assert held.stdout.readline() == b"held\n"
        with open_workroom(tmp_path):
            assert len(list(tmp_path.glob("*/recording"))) == 1
        os.kill(held.pid, signal.SIGKILL)
    assert len(list(tmp_path.glob("*/recording"))) == 1, "nobody has come by yet"
    with open_workroom(tmp_path) as folder:
        assert list(tmp_path.iterdir()) == [folder]
