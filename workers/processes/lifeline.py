"""What keeps a process from outliving the one that started it."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
"""Both from Linux' <sys/prctl.h>."""

# Looked up on import: between fork and exec is no place for loading libraries.
_prctl = ctypes.CDLL(None, use_errno=True).prctl if sys.platform == "linux" else None


def die_with_parent(parent_pid: int, sig: signal.Signals = signal.SIGKILL) -> None:
    """Ask the kernel to send `sig` to this process when its parent ends, however that happens.

    Call it first thing after a fork; `parent_pid` is what `os.getpid()` was before it. A parent
    that ended in between is noticed too: this process then leaves at once.

    The kernel watches the *thread* that forked, so fork from a thread that lives as long as its
    process does. It is Linux that offers this; elsewhere a killed parent leaves its children to
    notice on their own.
    """
    if _prctl is not None and _prctl(PR_SET_PDEATHSIG, int(sig), 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    if os.getppid() != parent_pid:
        os._exit(1)


def adopt_orphans() -> None:
    """Become the parent of every process below us whose own parent ends (instead of init)."""
    if _prctl is not None and _prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_CHILD_SUBREAPER)")


def find_children() -> set[int]:
    """The pids of this process' direct children, ended ones that were not waited for included.

    Empty where /proc does not tell. For a process with one thread.
    """
    listed = Path(f"/proc/self/task/{os.getpid()}/children")
    return {int(pid) for pid in listed.read_text().split()} if listed.exists() else set()
