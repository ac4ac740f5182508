"""Supervisor: keeps the processes of one machine running and ends all of them when it ends.

It loads what they share, forks them, and starts again what dies. It is single-threaded and does
nothing between two events; so a fork never copies a lock that some thread was holding.
"""

from __future__ import annotations

import gc
import importlib
import logging
import os
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.context import ForkProcess

from workers.processes import environment, lifeline
from workers.processes.signal_inbox import SignalInbox

logger = logging.getLogger(__name__)

STOP_SIGNALS = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGHUP})

MISCONFIGURED = 2
"""The exit status of a child that starting again would not help: the operator has to act."""

PAUSE_S, LONGEST_PAUSE_S = 0.2, 2.0
"""Before a dead child is started again; doubles with each death in a row."""

KILL_S = 1.0
"""How long the killed may take to be gone."""

LOOK_ROUND_S = 2.0
"""How often to look for orphans when nothing else happens."""

HEALTHY_S = 30.0
"""A child that lived this long has put its troubles behind it."""


@dataclass(frozen=True, slots=True)
class Role:
    """What to run: `count` processes whose whole life is `target()`.

    They run `target` with the default action for every signal and with a process group of their
    own; a Ctrl-C in the terminal reaches the supervisor alone.
    """

    name: str
    target: Callable[[], None]
    count: int = 1


class Supervisor:
    """Runs children; `run` returns when it was told to stop and nothing of them is left.

    `preload` names modules to import once, before the forks, so that the children share their
    memory and start with them loaded. After `grace_s` a child that was asked to leave is killed
    with its process group.
    """

    def __init__(
        self, children: Sequence[Role], *, preload: Sequence[str] = (), grace_s: float = 7.0
    ) -> None:
        self._posts = [post for child in children for post in _posts(child)]
        self._preload = preload
        self._grace_s = grace_s
        self._not_ours: set[int] = set()

    def run(self) -> int:
        """Supervise until SIGTERM, SIGINT or SIGHUP; return the exit status.

        0 when told to stop; 2 when a child left with 2, which is its way to say that a person has
        to mend something before it can run.
        """
        inbox = SignalInbox(*STOP_SIGNALS, signal.SIGCHLD)
        lifeline.adopt_orphans()
        self._not_ours = lifeline.find_children()
        try:
            _load(self._preload)
            return self._keep_posts_filled(inbox)
        finally:
            self._end_all(inbox)
            inbox.close()

    def _keep_posts_filled(self, inbox: SignalInbox) -> int:
        while True:
            for post in self._posts:
                post.fill(inbox)
            idle_s = min(post.seconds_until_due() for post in self._posts)
            if STOP_SIGNALS & inbox.wait(idle_s):
                return 0
            if MISCONFIGURED in [post.bury() for post in self._posts]:
                return MISCONFIGURED
            self._kill_orphans()

    def _end_all(self, inbox: SignalInbox) -> None:
        """Ask everyone to leave, kill who stays too long, then whatever those have left behind."""
        for post in self._posts:
            post.ask_to_leave()
        _wait_until(lambda: not self._filled(), inbox, self._grace_s)
        for post in self._filled():
            post.kill()
        _wait_until(lambda: not self._filled() and not self._kill_orphans(), inbox, KILL_S)

    def _filled(self) -> list[Seat]:
        for post in self._posts:
            post.bury()
        return [post for post in self._posts if post.pid]

    def _kill_orphans(self) -> set[int]:
        """Kill what dead children have left behind; the pids of those that are not gone yet."""
        orphans = lifeline.find_children() - self._not_ours - {post.pid for post in self._posts}
        for pid in orphans:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
        return orphans


class Seat:
    """One place to be filled: by the process that is there, or by the next one when it may."""

    def __init__(self, name: str, target: Callable[[], None]) -> None:
        self._name = name
        self._target = target
        self._process: ForkProcess | None = None
        self._started = 0.0
        self._pause_s = 0.0
        self._not_before = 0.0

    @property
    def pid(self) -> int:
        """Of the process that is there; 0 if none is."""
        return (self._process.pid or 0) if self._process is not None else 0

    def fill(self, inbox: SignalInbox) -> None:
        """Start a process if none is there and the pause after the last one's death is over."""
        if self._process is not None or self.seconds_until_due() > 0:
            return
        self._process = ForkProcess(target=_live, args=(self._target, os.getpid(), inbox))
        self._process.name = self._name
        self._started = time.monotonic()
        # Until it has closed the inbox, a signal for the child would end up in ours.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
        try:
            self._process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
        logger.info("%s started, pid %s", self._name, self.pid)

    def seconds_until_due(self) -> float:
        """How long nothing has to be done here."""
        if self._process is not None:
            return LOOK_ROUND_S
        return max(0.0, self._not_before - time.monotonic())

    def bury(self) -> int | None:
        """Clear the post if its process has ended; return the exit status then, else None."""
        if self._process is None or self._process.exitcode is None:
            return None
        status = self._process.exitcode
        self._process.close()
        self._process = None
        now = time.monotonic()
        lived_s = now - self._started
        doubled = PAUSE_S if lived_s > HEALTHY_S else max(PAUSE_S, self._pause_s * 2)
        self._pause_s = min(doubled, LONGEST_PAUSE_S)
        self._not_before = now + self._pause_s
        level = logging.INFO if status == 0 else logging.WARNING
        logger.log(level, "%s ended after %.1f s: %s", self._name, lived_s, _in_words(status))
        return status

    def ask_to_leave(self) -> None:
        """SIGTERM, if a process is there."""
        if self._process is not None:
            self._process.terminate()

    def kill(self) -> None:
        """SIGKILL to the process and to its whole group."""
        logger.warning("%s does not leave, killing it", self._name)
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)


def _posts(child: Role) -> list[Seat]:
    if child.count == 1:
        return [Seat(child.name, child.target)]
    return [Seat(f"{child.name}-{number}", child.target) for number in range(1, child.count + 1)]


def _load(modules: Sequence[str]) -> None:
    # NumPy's BLAS would start a thread per core on import, and a fork carries none of them over.
    environment.set_defaults({"OPENBLAS_NUM_THREADS": "1"})
    for module in modules:
        importlib.import_module(module)
    # What is loaded now stays for good. Were the collector to visit it, it would write to every
    # page, and each child would have its own copy of all of it.
    gc.collect()
    gc.freeze()


def _live(target: Callable[[], None], supervisor_pid: int, inbox: SignalInbox) -> None:
    """A child's whole life."""
    lifeline.die_with_parent(supervisor_pid)
    inbox.close()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
    os.setpgid(0, 0)
    target()


def _wait_until(done: Callable[[], bool], inbox: SignalInbox, within_s: float) -> None:
    deadline = time.monotonic() + within_s
    while not done() and time.monotonic() < deadline:
        inbox.wait(min(0.1, within_s))


def _in_words(status: int) -> str:
    return f"exit status {status}" if status >= 0 else f"killed by {signal.Signals(-status).name}"
