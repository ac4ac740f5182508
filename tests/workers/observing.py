"""Starts the programs of `processes.py` and watches what becomes of them and their children."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import psutil
from redis.exceptions import RedisError

from workers.processes.redis_server import RedisHome

T = TypeVar("T")

ROOT = Path(__file__).parents[2]


@contextmanager
def running(*arguments: str, env: dict[str, str] | None = None) -> Iterator[psutil.Popen]:
    """A program of `processes.py` at work; killed at the end, with what it has left."""
    with psutil.Popen(
        [sys.executable, "-m", "tests.workers.programs", *arguments],
        cwd=ROOT,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            for each in [*below(process), process]:
                if each.is_running():
                    each.kill()


def eventually(look: Callable[[], T], within_s: float = 8.0) -> T:
    """What `look` returns once it is true; fails if that takes longer than `within_s`."""
    deadline = time.monotonic() + within_s
    while not (found := look()):
        assert time.monotonic() < deadline, f"not within {within_s} s"
        time.sleep(0.02)
    return found


def alive(*pids: int) -> list[int]:
    """Those of `pids` that run still; the dead who wait to be buried do not."""
    return [pid for pid in pids if psutil.pid_exists(pid) and not _is_zombie(pid)]


def below(process: psutil.Process, name: str = "") -> list[psutil.Process]:
    """The living descendants of `process` whose command line has `name` in it."""
    found = []
    try:
        descendants = process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []
    for each in descendants:
        try:
            if each.status() != psutil.STATUS_ZOMBIE and name in " ".join(each.cmdline()):
                found.append(each)
        except psutil.NoSuchProcess:
            continue
    return found


def redis_answers(home: RedisHome) -> bool:
    try:
        with home.client() as client:
            return bool(client.ping())
    except RedisError:
        return False


def _is_zombie(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
