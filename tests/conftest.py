"""What every test may ask for by name: a real Redis, the sample recordings, the contracts.

And what every test gets unasked: an environment without the developer's own settings, and, at the
end of the run, a look at whether a process was left behind.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from redis import Redis

from workers.processes import redis_server as redis_server_module
from workers.store import sealing

signal.signal(signal.SIGINT, signal.default_int_handler)
# A shell starts what runs in its background deaf to Ctrl-C, and programs that tests start would
# inherit that.

OUR_PREFIXES = (
    *("ALLOW_", "ASSEMBLYAI_", "DEEPGRAM_", "ENGINE_", "MAX_", "OPENAI_", "REDIS_", "SLACK_"),
    *("SYMBL_", "ZOOM_"),
)
OUR_NAMES = {
    *(
        "DATA_DIR",
        "DATA_KEY",
        "ENGINE",
        "LOG_FORMAT",
        "PIPELINE_WORKERS",
        "PORT",
        "PUBLIC_URL",
        "RETENTION_DAYS",
    ),
    "TRANSCRIBE_WORKERS",
}

PR_SET_CHILD_SUBREAPER = 36
"""From Linux' <sys/prctl.h>: orphans of our children become ours instead of init's."""


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start every test as on a machine where nothing of ours is set up."""
    for name in list(os.environ):
        if name.startswith(OUR_PREFIXES) or name in OUR_NAMES:
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _nothing_sealed() -> None:
    """Start every test as in a program that has no DATA_KEY."""
    sealing.use_keys(())


@pytest.fixture(scope="session", autouse=True)
def _no_process_left_behind() -> Iterator[None]:
    """Fail the run if a process that a test started is alive at its end (and end it)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    me = psutil.Process()
    before = set(me.children(recursive=True))
    yield
    deadline = time.monotonic() + 5
    left = _alive(set(me.children(recursive=True)) - before)
    while left and time.monotonic() < deadline:
        _, still = psutil.wait_procs(left, timeout=0.2)
        left = _alive(set(still))
    said = [f"{process.pid} {' '.join(process.cmdline())}" for process in left]
    for process in left:
        process.send_signal(signal.SIGKILL)
    assert not left, "left behind: " + "; ".join(said)


def _alive(processes: set[psutil.Process]) -> list[psutil.Process]:
    """Those that still run: what has ended but was not waited for is its parent's business."""
    return [
        process
        for process in processes
        if process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    ]


@pytest.fixture(scope="session")
def redis_server() -> Iterator[redis_server_module.RedisHome]:
    """A real Redis server for the whole run, with its data in a temporary directory.

    `redis_server.url` is what REDIS_URL would be; `redis_server.client()` makes a client. Most
    tests want `redis` instead.
    """
    with (
        tempfile.TemporaryDirectory(prefix="undertone-tests-") as directory,
        redis_server_module.connect_redis(None, Path(directory)) as home,
    ):
        yield home


@pytest.fixture
def redis(redis_server: redis_server_module.RedisHome) -> Iterator[Redis]:
    """A client for an empty Redis."""
    with redis_server.client() as client:
        client.flushall()
        yield client


@pytest.fixture(scope="session")
def samples() -> Path:
    """The directory of sample recordings with their truth (SAMPLES_DIR, else ../shared/samples)."""
    return _shared("SAMPLES_DIR", "samples")


@pytest.fixture(scope="session")
def contracts() -> Path:
    """The directory of contracts of outside services (CONTRACTS_DIR, else ../shared/contracts)."""
    return _shared("CONTRACTS_DIR", "contracts")


def _shared(variable: str, name: str) -> Path:
    root = Path(__file__).parents[1]
    path = Path(os.environ.get(variable) or root.parent / "shared" / name)
    if not path.is_dir():
        pytest.skip(f"no {name} at {path}; set {variable}")
    return path
