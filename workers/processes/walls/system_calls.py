"""A filter of system calls (seccomp): no other process is looked into, ended or started.

It refuses what a child that reads has no use for, and lets all the rest through. The numbers are
those of the two kinds of machine that Undertone is run on; elsewhere there is no filter.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys
from collections.abc import Iterator

_SECCOMP: dict[str, int] = {"x86_64": 317, "aarch64": 277}
_MACHINE: dict[str, int] = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_SOCKET: dict[str, int] = {"x86_64": 41, "aarch64": 198}
_PRLIMIT: dict[str, int] = {"x86_64": 302, "aarch64": 261}
_REFUSED: dict[str, tuple[int, int]] = {
    # looking into others
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "kcmp": (312, 272),
    "perf_event_open": (298, 241),
    # ending them, or slowing them down
    "kill": (62, 129),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424),
    "setpriority": (141, 140),
    "ioprio_set": (251, 30),
    "sched_setaffinity": (203, 122),
    "sched_setattr": (314, 274),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
    # starting programs
    "execve": (59, 221),
    "execveat": (322, 281),
    # ways around it all
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "chroot": (161, 51),
    "open_by_handle_at": (304, 265),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
}
_SET_FILTER, _ALL_THREADS = 1, 1
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
_NUMBER_AT, _MACHINE_AT, _FIRST_AT = 0, 4, 16
"""Where they stand in what the kernel shows of a call."""
_OTHER_WAY_OF_CALLING = 0x40000000
"""x32's calls have this bit: the same calls by other numbers."""
_AF_UNIX = 1
_PR_SET_NO_NEW_PRIVS = 38

_NOT_THERE = frozenset({errno.ENOSYS, errno.EINVAL, errno.EPERM})


def can_filter() -> bool:
    """Whether this machine is one whose numbers we know."""
    return sys.platform == "linux" and platform.machine() in _SECCOMP


def filter_system_calls(*, sockets: bool) -> bool:
    """For the rest of this process, and all its threads, these calls end with EPERM; `sockets` are
    left, but for those to programs on this machine. False where the kernel has no filters.
    """
    if not can_filter():
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    program = b"".join(_write_filter(platform.machine(), sockets=sockets))
    kept = ctypes.create_string_buffer(program, len(program))
    described = struct.pack("@HP", len(program) // 8, ctypes.addressof(kept))
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_NO_NEW_PRIVS)")
    number = ctypes.c_long(_SECCOMP[platform.machine()])
    if libc.syscall(number, _SET_FILTER, _ALL_THREADS, described) == 0:
        return True
    if ctypes.get_errno() in _NOT_THERE:
        return False
    raise OSError(ctypes.get_errno(), "seccomp")


def _write_filter(machine: str, *, sockets: bool) -> Iterator[bytes]:
    """Instructions of eight bytes: what, how many to skip where it is so and where not, a number.

    Two in a row stand for one question: it is so, and the next one refuses; else it is skipped.
    """
    column = list(_SECCOMP).index(machine)
    refused = [numbers[column] for numbers in _REFUSED.values()]
    yield _write_step(_LOAD, _MACHINE_AT)
    yield _write_step(_EQUAL, _MACHINE[machine], 1, 0)
    yield _write_step(_RETURN, _REFUSE)
    yield _write_step(_LOAD, _NUMBER_AT)
    yield from _refuse_where(_AT_LEAST, _OTHER_WAY_OF_CALLING)
    for number in refused if sockets else [*refused, _SOCKET[machine]]:
        yield from _refuse_where(_EQUAL, number)
    # of others: their limits, and programs that listen at a path, as our Redis does
    for number, how, value in (
        (_PRLIMIT[machine], (1, 0), 0),
        (_SOCKET[machine], (0, 1), _AF_UNIX),
    ):
        yield _write_step(_EQUAL, number, 0, 4)
        yield _write_step(_LOAD, _FIRST_AT)
        yield _write_step(_EQUAL, value, *how)
        yield _write_step(_RETURN, _REFUSE)
        yield _write_step(_RETURN, _ALLOW)
    yield _write_step(_RETURN, _ALLOW)


def _refuse_where(how: int, value: int) -> Iterator[bytes]:
    yield _write_step(how, value, 0, 1)
    yield _write_step(_RETURN, _REFUSE)


def _write_step(what: int, value: int, where_so: int = 0, else_: int = 0) -> bytes:
    return struct.pack("=HBBI", what, where_so, else_, value)
