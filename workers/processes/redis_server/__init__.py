"""Where Redis lives: at REDIS_URL, or in a server of our own beside the data.

A server of our own listens on a unix socket only and writes every change to disk within a second.
It belongs to a process of its own, its `guardian`, and the guardian to whoever called
`connect_redis`: when that process ends, even by SIGKILL, its guardian sees the server out.

The bot and the workers both call `connect_redis`, at the same moment or years apart. Each gets a
guardian; the one that holds the lock beside the data runs the server, the others stand by and take
over when it goes. So nobody has to be first, and nobody is left without Redis.
"""

from __future__ import annotations

import hashlib
import logging
import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from redis import Redis
from redis.exceptions import BusyLoadingError, RedisError
from redis.exceptions import ConnectionError as RedisConnectionError

from workers.processes.environment import pass_on, put_first_on_path
from workers.processes.redis_server.addresses import make_client
from workers.processes.redis_server.programs import NoRedis, ServerProgram, find_server

__all__ = ["NoRedis", "RedisHome", "connect_redis", "find_server"]

_PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH")
"""A server of data needs no tokens; it and its guardian can be looked into."""

logger = logging.getLogger(__name__)

START_S = 60
"""How long a server may take to answer; it reads all its data first."""

STOP_S = 3
"""How long a guardian may take to see its server out."""

LONGEST_SOCKET_PATH = 100
"""Bytes; the kernel refuses unix socket paths of 108 and more (104 on macOS)."""


class RedisHome:
    """A place where Redis answers; closing it stops what was started for it."""

    def __init__(self, url: str, guardian: subprocess.Popen[bytes] | None = None) -> None:
        self.url = url
        self._guardian = guardian

    def client(self, timeout_s: float = 1.0) -> Redis:
        """A new client. Every process needs its own: make it after a fork, never before.

        A command that takes longer than `timeout_s` raises redis' TimeoutError, and nothing is sent
        a second time in silence. Connections that a restarted server has dropped are replaced
        before they are used.
        """
        return make_client(self.url, timeout_s)

    def close(self) -> None:
        """Stop the server, its data saved, if it is ours.

        In a forked child this does nothing: Popen leaves alone what is not its own child.
        """
        if self._guardian is None:
            return
        self._guardian.terminate()
        try:
            self._guardian.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._guardian.kill()
            self._guardian.wait()
        if self._guardian.stdin is not None:
            self._guardian.stdin.close()
        self._guardian = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def connect_redis(redis_url: str | None, data_dir: Path) -> RedisHome:
    """Find Redis: at `redis_url` if given, else a server of our own with its data in `data_dir`.

    With a URL nothing is started and nothing is asked of the network yet. Without one this returns
    when the server answers. Call it from the main thread, before any fork. Raises NoRedis, with a
    sentence for the operator, where there is no way to have one.
    """
    if redis_url:
        return _at(redis_url)
    home = _private_directory(data_dir.absolute() / "redis")
    socket = _socket_path(home)
    program = find_server()
    guardian = _start_guardian(program, home, socket)
    redis = RedisHome(f"unix://{socket}", guardian)
    try:
        _wait_for_answer(redis, guardian, home)
    except NoRedis:
        redis.close()
        raise
    logger.info(
        "Redis: %s, data in %s. Workers on other machines need REDIS_URL instead.", program, home
    )
    return redis


def _at(redis_url: str) -> RedisHome:
    home = RedisHome(redis_url)
    try:
        home.client().close()
    except ValueError as error:
        message = f"REDIS_URL is no address of a Redis: {error}"
        raise NoRedis(message) from error
    return home


def _start_guardian(program: ServerProgram, home: Path, socket: Path) -> subprocess.Popen[bytes]:
    """Start the process that runs the server while our end of its standard input stays open."""
    root = Path(__file__).parents[3]
    return subprocess.Popen(  # noqa: S603 - our own module, no shell
        [
            *(sys.executable, "-m", "workers.processes.redis_server.guardian"),
            *(str(home / "lock"), str(socket)),
            *_server_command(program, home, socket),
        ],
        env=pass_on(_PASSED_ON) | {"PYTHONPATH": put_first_on_path(root)},
        stdin=subprocess.PIPE,
        start_new_session=True,  # a Ctrl-C in the terminal is for us; we stop Redis last
    )


def _server_command(program: ServerProgram, home: Path, socket: Path) -> Sequence[str]:
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(home),
        "logfile": str(home / "redis.log"),
        "daemonize": "no",
        "appendonly": "yes",
        "appendfsync": "everysec",
        # As plain commands another make or version of the server can read them too.
        "aof-use-rdb-preamble": "no",
        "save": "",
        # A full memory must be an error that we see, not an analysis that silently goes.
        "maxmemory-policy": "noeviction",
    }
    return [
        str(program.path),
        *(word for key, value in options.items() for word in (f"--{key}", value)),
    ]


def _wait_for_answer(redis: RedisHome, guardian: subprocess.Popen[bytes], home: Path) -> None:
    with redis.client() as client:
        for _ in range(START_S * 50):
            try:
                client.ping()
            except (RedisConnectionError, BusyLoadingError):
                pass  # not there yet, or still reading its data
            except RedisError as error:
                raise NoRedis(f"the Redis in {home} refuses us: {error}") from error
            else:
                return
            try:
                guardian.wait(0.02)
            except subprocess.TimeoutExpired:
                continue
            raise NoRedis(
                f"Redis did not start; the end of {home / 'redis.log'}:\n{_last_words(home)}"
            )
    raise NoRedis(f"Redis in {home} did not answer within {START_S} s")


def _last_words(home: Path) -> str:
    log = home / "redis.log"
    return "\n".join(log.read_text(errors="replace").splitlines()[-5:]) if log.exists() else ""


def _socket_path(home: Path) -> Path:
    socket = home / "redis.sock"
    if len(os.fsencode(socket)) <= LONGEST_SOCKET_PATH:
        return socket
    # Everyone who shares the data must come to the same place, so it depends on nothing else
    # (not on TMPDIR, for one).
    name = f"undertone-{os.getuid()}-{hashlib.sha256(os.fsencode(home)).hexdigest()[:16]}"
    return _private_directory(Path("/tmp") / name) / "redis.sock"  # noqa: S108 - checked to be ours


def _private_directory(path: Path) -> Path:
    """Make sure `path` is a directory that only we can enter: whoever can may command Redis."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
            raise NoRedis(f"{path} belongs to someone else; Redis needs a directory of its own")
        path.chmod(0o700)
    except OSError as error:
        raise NoRedis(f"no directory for Redis at {path}: {error.strerror}") from error
    return path
