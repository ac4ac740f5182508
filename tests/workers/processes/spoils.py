"""What a hostile child can get hold of: of its parent, and of the machine.

Everything goes through libc, where no audit hook hears it.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import struct
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

SECRET = "xoxb-made-up-secret"
LIBC = ctypes.CDLL(None, use_errno=True)
PTRACE_ATTACH, PTRACE_DETACH = 16, 17
RLIMIT_CPU = 0
PIDFD_OPEN, PIDFD_GETFD = 434, 438
READ_AT_ONCE = 1 << 20


def find_spoils(parent: int, folder: Path, port: int) -> list[str]:
    """The names of the attacks that succeed. In `folder` lie `secret`, which holds SECRET, and
    `socket`, where somebody listens, as at `port` of loopback."""
    attacks: Mapping[str, Callable[[], object]] = {
        "environment": lambda: SECRET in _read(f"/proc/{parent}/environ"),
        "anybody's environment": lambda: any(SECRET in each for each in _environments()),
        "memory": lambda: _read_memory(parent),
        "open files": lambda: _list(f"/proc/{parent}/fd"),
        "ptrace": lambda: _trace(parent),
        "its memory by a call": lambda: _vm_read(parent),
        "its open files by a call": lambda: _take_file(parent),
        "file": lambda: SECRET in _read(str(folder / "secret")),
        "folder": lambda: _list(folder),
        "where it stands": lambda: _list(f"/proc/{parent}/cwd"),
        "home": lambda: _list(Path.home()),
        "started in": lambda: _list(Path(__file__).parents[3]),
        "others' temporary files": lambda: _list(tempfile.gettempdir()),
        "local socket": lambda: _connect(
            socket.AF_UNIX, struct.pack("=H", 1) + str(folder / "socket").encode() + b"\0"
        ),
        "local port": lambda: _connect(
            socket.AF_INET, struct.pack("=H", 2) + struct.pack("!H4s8x", port, b"\x7f\0\0\1")
        ),
        "signal": lambda: LIBC.kill(parent, signal.SIGCONT) == 0,
        "limits": lambda: _limit(parent),
        "program": _start_program,
        "new file": lambda: _write(b"/tmp/undertone-left-behind"),
        "in the library": lambda: _write(str(Path(__file__).parent / "left-behind").encode()),
    }
    return [name for name, attack in attacks.items() if _succeeds(attack)]


def _succeeds(attack: Callable[[], object]) -> bool:
    try:
        return bool(attack())
    except OSError:
        return False


def _list(folder: str | Path) -> list[str]:
    return [each.name for each in Path(folder).iterdir()]


def _read(path: str) -> str:
    place = os.open(path, os.O_RDONLY)
    try:
        return os.read(place, READ_AT_ONCE).decode(errors="replace")
    finally:
        os.close(place)


def _environments() -> Iterator[str]:
    for pid in filter(str.isdecimal, _list("/proc")):
        if int(pid) != os.getpid():
            try:
                yield _read(f"/proc/{pid}/environ")
            except OSError:
                continue


def _read_memory(pid: int) -> bool:
    first = _read(f"/proc/{pid}/maps").partition("-")[0]
    place = os.open(f"/proc/{pid}/mem", os.O_RDONLY)
    return len(os.pread(place, 16, int(first, 16))) == 16


def _trace(pid: int) -> bool:
    if LIBC.ptrace(PTRACE_ATTACH, pid, None, None) != 0:
        return False
    os.waitpid(pid, 0)
    return bool(LIBC.ptrace(PTRACE_DETACH, pid, None, None) == 0)


def _vm_read(pid: int) -> bool:
    ours = ctypes.create_string_buffer(16)
    here = struct.pack("@PN", ctypes.addressof(ours), 16)
    # Its program lies where ours does but for the noise; an address that is not there says EFAULT,
    # and that we may not look at all, EPERM.
    there = struct.pack("@PN", id(ours), 16)
    LIBC.process_vm_readv(pid, here, 1, there, 1, 0)
    return ctypes.get_errno() != 1


def _take_file(pid: int) -> bool:
    opened = LIBC.syscall(PIDFD_OPEN, pid, 0)
    return bool(opened >= 0 and LIBC.syscall(PIDFD_GETFD, opened, 0, 0) >= 0)


def _connect(family: int, address: bytes) -> bool:
    made = LIBC.socket(family, socket.SOCK_STREAM, 0)
    return bool(made >= 0 and LIBC.connect(made, address, len(address)) == 0)


def _limit(pid: int) -> bool:
    return bool(LIBC.prlimit(pid, RLIMIT_CPU, None, ctypes.create_string_buffer(16)) == 0)


def _start_program() -> bool:
    child = LIBC.fork()
    if child == 0:
        LIBC.execve(b"/bin/true", (ctypes.c_char_p * 2)(b"true", None), None)
        os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _write(path: bytes) -> bool:
    made = LIBC.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
    if made < 0:
        return False
    LIBC.unlink(path)
    return True


if sys.platform != "linux":
    raise ImportError("these attacks are on Linux")
