"""Runs one Redis server for as long as whoever wanted it lives.

    python -m workers.processes.redis_server.guardian LOCK SOCKET SERVER [ARGUMENT ...]

Its standard input is a pipe whose other end the owner holds and never writes to: end of file means
that the owner is gone, even by SIGKILL. SIGTERM means the same. The server gets a SIGTERM then and
is waited for, so that its data is on disk; should the guardian itself be killed, the kernel sends
that SIGTERM.

LOCK is held by the guardian and by its server, so there are never two servers on the same data,
not even while an old one is still saving. A guardian that does not get it stands by. A server that
dies is started again, unless it never came up at all: then its guardian gives up with status 1.
"""

from __future__ import annotations

import fcntl
import logging
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from workers.processes.lifeline import die_with_parent
from workers.processes.signal_inbox import SignalInbox

logger = logging.getLogger(__name__)

STAND_BY_S = 0.3
"""How often a guardian that stands by looks whether it is needed."""

SAVE_S = 2.0
"""How long a server may take to leave. Killing it then loses nothing: its writes are with the
kernel before they are answered."""

PAUSE_S, LONGEST_PAUSE_S = 0.2, 5.0
"""Between two starts of a server that keeps dying."""


class ServerOwner:
    """Whoever wanted the server: gone when the pipe ends, or when it tells us to stop."""

    def __init__(self, inbox: SignalInbox, pipe: int) -> None:
        self._inbox = inbox
        self._pipe = pipe
        self._gone = False

    def gone(self, within_s: float) -> bool:
        """Wait until the owner is gone, but no longer than `within_s` or a child's end."""
        if not self._gone:
            signals = self._inbox.wait(within_s, self._pipe)
            # Nobody ever writes to the pipe, so it is readable only at its end.
            hung_up, _, _ = select.select([self._pipe], [], [], 0)
            self._gone = bool(hung_up) or not signals.isdisjoint({signal.SIGTERM, signal.SIGINT})
        return self._gone


def guard_server(
    lock: IO[bytes], socket_path: Path, command: Sequence[str], owner: ServerOwner
) -> int:
    """Keep the server running until the owner is gone; return the exit status."""
    while not _take(lock) or _answers(socket_path):
        if owner.gone(STAND_BY_S):
            return 0
    pause_s, came_up = PAUSE_S, False
    while True:
        started = time.monotonic()
        server = _start(command, lock)
        while server.poll() is None:
            if owner.gone(60):
                _stop(server)
                return 0
        lived_s = time.monotonic() - started
        came_up = came_up or lived_s > 1 or server.returncode < 0  # killed is not refused to start
        if not came_up:
            return 1
        logger.warning("Redis ended (%s), starting it again", server.returncode)
        pause_s = PAUSE_S if lived_s > LONGEST_PAUSE_S else min(pause_s * 2, LONGEST_PAUSE_S)
        if owner.gone(pause_s):
            return 0


def main(arguments: Sequence[str]) -> int:
    """Read the command line (see above) and guard until the owner is gone."""
    lock_path, socket_path, *command = arguments
    logging.basicConfig(format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    inbox = SignalInbox(signal.SIGTERM, signal.SIGINT, signal.SIGCHLD)
    with Path(lock_path).open("ab") as lock:
        return guard_server(
            lock, Path(socket_path), command, ServerOwner(inbox, sys.stdin.fileno())
        )


def _take(lock: IO[bytes]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _answers(socket_path: Path) -> bool:
    """Does a server that is none of ours listen there? A socket left by a dead one refuses."""
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(socket_path)) == 0


def _start(command: Sequence[str], lock: IO[bytes]) -> subprocess.Popen[bytes]:
    guardian_pid = os.getpid()
    return subprocess.Popen(  # noqa: S603 - our own command, no shell
        command,
        stdin=subprocess.DEVNULL,
        pass_fds=[lock.fileno()],
        preexec_fn=lambda: die_with_parent(guardian_pid, signal.SIGTERM),  # noqa: PLW1509 - one thread here
    )


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(SAVE_S)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
