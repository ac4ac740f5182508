"""A hostile child, a real process, gets hold of nothing that is its parent's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.workers.processes.spoils import LIBC, SECRET
from workers.processes.walls import find_missing_walls
from workers.processes.walls.around import NOBODY

ROOT = Path(__file__).parents[3]
SYSTEM_PYTHON = Path("/usr/bin/python3")
PR_CAPBSET_DROP = 24
BECOME = """
import os
from workers.processes.walls import Walls, build_walls
build_walls(Walls(own_user=True))
print(os.getresuid(), os.getresgid(), os.getgroups())
try:
    os.setuid(0)
except PermissionError:
    print("for good")
"""
pytestmark = pytest.mark.skipif(
    bool(find_missing_walls()), reason=f"no {', '.join(find_missing_walls())} here"
)


def lose_rights() -> None:
    """What is started next is a user like any other, whatever its number."""
    for right in range(64):
        LIBC.prctl(PR_CAPBSET_DROP, right, 0, 0, 0)


def attack(*, as_root: bool) -> Mapping[str, Sequence[str]]:
    """What each kind of child gets of its parent, one of the same user."""
    with tempfile.TemporaryDirectory() as folder:
        ended = subprocess.run(
            [sys.executable, "-m", "tests.workers.processes.hostile_parent", folder],
            cwd=ROOT,
            env={"PATH": "", "HOME": folder, "SLACK_BOT_TOKEN": SECRET},
            preexec_fn=None if as_root else lose_rights,
            capture_output=True,
            check=True,
            timeout=120,
        )
    found: Mapping[str, Sequence[str]] = json.loads(ended.stdout)
    return found


@pytest.mark.parametrize("as_root", [False, True], ids=["a user", "root"])
def test_a_hostile_child_gets_hold_of_nothing(*, as_root: bool) -> None:
    if as_root and os.geteuid() != 0:
        pytest.skip("not root here")
    got = attack(as_root=as_root)

    easy = {"environment", "file", "folder", "local socket", "local port", "signal", "limits"}
    assert easy <= set(got["free"]), "what every child of the same user can"
    assert got["reader"] == []
    assert got["resolver"] == []


@pytest.mark.skipif(not SYSTEM_PYTHON.exists(), reason="no Python that everybody may run")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes another user")
def test_root_becomes_nobody_and_stays_so() -> None:
    command = [str(SYSTEM_PYTHON), "-B", "-s", "-c", BECOME]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    assert said.splitlines() == [f"{(NOBODY,) * 3} {(NOBODY,) * 3} []", "for good"]


def test_bot_and_workers_can_be_looked_into_by_nobody_of_their_user() -> None:
    """Where there is no Landlock either."""
    hidden = (
        "import time\nfrom workers.processes.walls import hide_from_others\nhide_from_others()\n"
    )
    said = {}
    for name, start in {"open": "import time\n", "hidden": hidden}.items():
        with subprocess.Popen(
            [sys.executable, "-c", f"{start}print(flush=True)\ntime.sleep(60)"],
            cwd=ROOT,
            env={"PATH": "", "SLACK_BOT_TOKEN": SECRET},
            preexec_fn=lose_rights,  # noqa: PLW1509 - this process has no threads of its own
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            look = f"print({SECRET!r} in open('/proc/{process.pid}/environ').read())"
            looked = subprocess.run(
                [sys.executable, "-c", look],
                preexec_fn=lose_rights,
                capture_output=True,
                text=True,
                check=False,
            )
            said[name] = looked.stdout.strip() or looked.stderr.split("\n")[-2].partition(":")[0]
            process.kill()
    assert said == {"open": "True", "hidden": "PermissionError"}
