"""Child processes: the heavy and the risky work, apart from the worker that asked for it.

A child is a fresh interpreter, never a fork of a worker that holds sockets and threads. It talks
over one pipe (see `messages`), lives within limits, and never outlives its parent, however that one
ends.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from workers.processes.environment import pass_on, put_first_on_path
from workers.processes.messages import (
    ChildFailed,
    ChildRefused,
    Message,
    ShareDone,
    decode_answer,
    decode_message,
    encode_message,
)
from workers.processes.walls import Walls, build_walls

_ROOT = Path(__file__).parents[2]
_PR_SET_PDEATHSIG = 1
_PATIENCE_S = 0.5
_PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR")
_PASSED_ON_TO_OWN = (
    *("HF_HOME", "HF_ENDPOINT", "HF_HUB_OFFLINE", "XDG_CACHE_HOME"),  # where speech models lie
    *("https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY", "SSL_CERT_FILE"),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use; the kernel ends it where it takes more. None is no limit."""

    memory_bytes: int | None = None
    processor_s: int | None = None
    file_bytes: int | None = None


class Child:
    """A running program of this package. Leaving the `with` block ends it at once."""

    def __init__(
        self, module: str, share: int, limits: Limits | None = None, walls: Walls | None = None
    ) -> None:
        """Start `module`; it has the open file `share` under the same number. Who reads what
        strangers have made stands behind `walls`."""
        self.pipe, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
                [
                    sys.executable,
                    "-m",
                    module,
                    str(theirs.fileno()),
                    str(os.getpid()),
                    json.dumps(asdict(limits or Limits())),
                    json.dumps(asdict(walls) if walls is not None else None),
                ],
                pass_fds=[theirs.fileno(), share],
                env=_environment(() if walls is not None else _PASSED_ON_TO_OWN),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

    def send(self, job: msgspec.Struct) -> None:
        """Hand over work; a child that is gone shows in the next `receive`."""
        try:
            self.pipe.send_bytes(encode_message(job))
        except BrokenPipeError:
            return

    def receive(
        self, kind: type[Message]
    ) -> Message | ShareDone | ChildRefused | ChildFailed | None:
        """What the child says next, waiting for it; None when the kernel has ended it.

        `kind` is its own kind of answer. Raises msgspec.ValidationError for one of another kind.
        """
        try:
            return decode_answer(self.pipe.recv_bytes(), kind)
        except (EOFError, ConnectionResetError):
            return self._explain_end()

    def wait_for_ending(
        self, kind: type[Message], at: Callable[[float], None]
    ) -> Message | ChildRefused | ChildFailed | None:
        """The first that is no share of the work done; None when the kernel has ended the child.

        `at` hears the latest share, twice a second and more; whatever it raises ends the wait.
        """
        share = 0.0
        while True:
            at(share)
            if not self.pipe.poll(_PATIENCE_S):
                continue
            said = self.receive(kind)
            if not isinstance(said, ShareDone):
                return said
            share = said.share

    def _explain_end(self) -> ChildFailed | None:
        """A signal ended it: by its limits, or as libraries end over damaged files. A status of its
        own says that the program itself is broken (or not there), whatever it was given."""
        status = self._process.wait()
        return None if status < 0 else ChildFailed(f"it ended with status {status} and no answer")

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self.pipe.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.end()


@contextmanager
def open_parent() -> Iterator[Connection]:
    """In the child: the pipe to the parent, once limits, walls and the bond for life are set."""
    _, fd, parent_pid, limits, walls = sys.argv
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    _die_with(int(parent_pid))
    _restrict(Limits(**json.loads(limits)))
    if (around := json.loads(walls)) is not None:
        build_walls(Walls(**around))
    with Connection(int(fd)) as pipe:
        yield pipe


def tell_parent(pipe: Connection, message: msgspec.Struct) -> None:
    """Send one message to the parent."""
    pipe.send_bytes(encode_message(message))


def hear_parent(pipe: Connection, kind: type[Message]) -> Iterator[Message]:
    """The jobs that the parent sends, until it closes the pipe or is gone."""
    while True:
        try:
            body = pipe.recv_bytes()
        except EOFError:
            return
        yield decode_message(body, kind)


def _die_with(parent_pid: int) -> None:
    """Have the kernel kill this process when its parent ends, even by SIGKILL (Linux only).

    Elsewhere a child notices at its next message that the pipe is closed.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent_pid:  # it ended before the kernel was asked
        sys.exit(1)


def _restrict(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.processor_s),
        (resource.RLIMIT_FSIZE, limits.file_bytes),
    ):
        if most is not None:
            resource.setrlimit(kind, (most, most))


def _environment(more: Sequence[str]) -> Mapping[str, str]:
    """Ours without the settings: a child has no use for tokens, and one that reads untrusted bytes
    none for a proxy and its password either."""
    return pass_on([*_PASSED_ON, *more]) | {
        "PYTHONPATH": put_first_on_path(_ROOT),
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
    }
