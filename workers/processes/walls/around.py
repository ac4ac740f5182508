"""What is built around a process, and what of it this machine has."""

from __future__ import annotations

import ctypes
import os
import stat
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workers.processes.walls.landlock import find_landlock, leave_files
from workers.processes.walls.system_calls import can_filter, filter_system_calls

NOBODY = 65534
"""The user and group that root becomes."""
_PR_SET_DUMPABLE = 4
_PACKAGES = Path(__file__).parents[2]
_ROOT = _PACKAGES.parent
_OF_THE_SYSTEM = (
    *("/usr", "/lib", "/lib64", "/lib32", "/opt", "/System", "/Library"),
    *("/etc/ssl", "/etc/pki", "/etc/ca-certificates", "/etc/crypto-policies"),
    *("/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/host.conf", "/etc/gai.conf"),
    *("/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types", "/etc/services", "/etc/protocols"),
    *("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom"),
    *("/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu"),
)
"""What Python and its libraries read of a machine; nothing of anybody's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walls:
    """What is left to a process beside its libraries and what it has open.

    `reads` and `writes` are paths; `sockets` says whether it may reach the network, and where
    `ports` are given, only these (TCP). With `own_user`, root becomes nobody.
    """

    reads: Sequence[str] = ()
    writes: Sequence[str] = ()
    sockets: bool = False
    ports: Sequence[int] | None = None
    own_user: bool = False


def build_walls(walls: Walls) -> None:
    """For the rest of this process, which should have no threads yet.

    What the kernel does not have is left out (`find_missing_walls`). Raises OSError where it has it
    and fails.
    """
    libraries = list(find_libraries())
    if walls.own_user:
        _become_nobody([*libraries, *walls.reads])
    if find_landlock():
        leave_files([*libraries, *walls.reads], walls.writes, walls.ports)
    filter_system_calls(sockets=walls.sockets)


def find_missing_walls() -> tuple[str, ...]:
    """What this machine lacks of it, each in a word or two; empty where all is there."""
    lacking = []
    if not find_landlock():
        lacking.append("Landlock (Linux 5.13)")
    if not can_filter():
        lacking.append("a filter of system calls (Linux on x86_64 or aarch64)")
    return tuple(lacking)


def hide_from_others() -> None:
    """Let no other process of the same user look into this one and its forks: not into its
    environment, not into its memory (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def find_libraries() -> Iterator[str]:
    """Where programs and libraries lie. The folder that this one was started in is none of them:
    settings and data may lie there."""
    yield from _OF_THE_SYSTEM
    yield from {sys.prefix, sys.base_prefix, *sysconfig.get_paths().values()} - {"", "/"}
    yield str(_PACKAGES)
    for entry in sys.path:
        if entry and not _ROOT.resolve().is_relative_to(Path(entry).resolve()):
            yield entry


def _become_nobody(needed: Iterable[str]) -> None:
    """Root's rights go; where nobody could not read what is needed, they stay."""
    if os.geteuid() != 0 or not all(_is_open(path) for path in needed):
        return
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


def _is_open(path: str) -> bool:
    """Whether everybody may read it, and get there; what is not there is in nobody's way."""
    there = Path(path).resolve()
    if not there.exists():
        return True
    ways = [parent for parent in (there, *there.parents) if parent.is_dir()]
    readable = there.stat().st_mode & stat.S_IROTH
    return bool(readable) and all(way.stat().st_mode & stat.S_IXOTH for way in ways)
