"""Landlock: which files and ports are left to a process. The kernel has it since Linux 5.13.

Its three system calls have the same numbers on every machine. What an older kernel does not know
is left out of what is asked of it. A process behind it can look into no process that is not.
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import struct
import sys
from collections.abc import Iterable

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH, _NET_PORT = 1, 2
_PR_SET_NO_NEW_PRIVS = 38

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_REMOVE_FILE, _MAKE_FILE = 1 << 5, 1 << 8
_TRUNCATE = 1 << 14
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_WRITE = _WRITE_FILE | _READ_FILE | _READ_DIR | _REMOVE_FILE | _MAKE_FILE | _TRUNCATE
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE
_BIND_TCP, _CONNECT_TCP = 1, 2
_ABSTRACT_SOCKETS_AND_SIGNALS = 3
_KNOWN_SINCE = ((5, 16), (3, 15), (2, 14), (1, 13))
"""From which version on the kernel knows so many rights over files."""

_NOT_THERE = frozenset({errno.ENOSYS, errno.EOPNOTSUPP, errno.EPERM})


def find_landlock() -> int:
    """Its version in this kernel; 0 where there is none."""
    if sys.platform != "linux":
        return 0
    try:
        return _call(_CREATE, None, 0, _ASK_VERSION)
    except OSError as error:
        if error.errno in _NOT_THERE:
            return 0
        raise


def leave_files(
    reads: Iterable[str], writes: Iterable[str], ports: Iterable[int] | None = None
) -> None:
    """For the rest of this process: only what lies beneath `reads` and `writes` can be opened, and
    only TCP `ports` connected to (None: any). What is open already stays so.

    Needs `find_landlock`. What is not there is passed over. Raises OSError.
    """
    version = find_landlock()
    handled = (1 << next(rights for since, rights in _KNOWN_SINCE if version >= since)) - 1
    net = (_BIND_TCP | _CONNECT_TCP) if version >= 4 and ports is not None else 0
    scoped = _ABSTRACT_SOCKETS_AND_SIGNALS if version >= 6 else 0
    asked = struct.pack("=QQQ", handled, net, scoped)
    rules = _call(_CREATE, asked, 24 if version >= 6 else 16 if version >= 4 else 8, 0)
    try:
        for paths, rights in ((reads, _READ), (writes, _WRITE)):
            for path in paths:
                _allow_beneath(rules, path, rights & handled)
        for port in (ports or ()) if net else ():
            _call(_ADD_RULE, rules, _NET_PORT, struct.pack("=QQ", _CONNECT_TCP, port), 0)
        _forbid_new_rights()
        _call(_RESTRICT, rules, 0)
    finally:
        os.close(rules)


def _allow_beneath(rules: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # not on this machine, or not for us
        return
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= _OF_FILES
        _call(_ADD_RULE, rules, _PATH_BENEATH, struct.pack("=Qi", rights, place), 0)
    finally:
        os.close(place)


def _forbid_new_rights() -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_NO_NEW_PRIVS)")


def _call(number: int, *arguments: bytes | int | None) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    given = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    answer: int = libc.syscall(ctypes.c_long(number), *given)
    if answer < 0:
        raise OSError(ctypes.get_errno(), f"landlock ({number})")
    return answer
