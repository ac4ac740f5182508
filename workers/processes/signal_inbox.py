"""SignalInbox: signals as mail that a single-threaded loop reads when it is ready for it."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Set
from types import FrameType


class SignalInbox:
    """Collects signals and wakes the loop that waits for them.

    Handlers that do the work themselves run in the middle of anything; here a signal only drops a
    byte into a pipe. Main thread only, and one at a time.
    """

    def __init__(self, *wanted: signal.Signals) -> None:
        self._wanted = wanted
        self._read, self._write = os.pipe()
        os.set_blocking(self._read, False)
        os.set_blocking(self._write, False)
        signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        for sig in wanted:
            signal.signal(sig, _leave_it_to_the_pipe)

    def wait(self, timeout_s: float, *files: int) -> Set[signal.Signals]:
        """Wait for a signal, for one of `files` to be readable, or for `timeout_s` to pass.

        Return the signals that came; none means that it was one of the others.
        """
        readable, _, _ = select.select([self._read, *files], [], [], timeout_s)
        if self._read not in readable:
            return frozenset()
        return {signal.Signals(number) for number in os.read(self._read, 4096)}

    def close(self) -> None:
        """Give the signals back their default action; a forked child does this first."""
        signal.set_wakeup_fd(-1)
        for sig in self._wanted:
            signal.signal(sig, signal.SIG_DFL)
        os.close(self._read)
        os.close(self._write)


def _leave_it_to_the_pipe(_number: int, _frame: FrameType | None) -> None:
    """Python writes to the wake-up pipe only for signals that have a handler of its own."""
