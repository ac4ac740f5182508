"""What the machine has: Python, room on the disk."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Iterator
from pathlib import Path

from undertone.doctor.finding import Finding, approve, fault, remark
from workers.processes.version import read_version
from workers.processes.walls import find_missing_walls

MB = 1_000_000
AT_EASE = 3
"""Recordings of the largest kind that should find room at once."""


def check_python() -> Iterator[Finding]:
    """Which Undertone runs on which Python; an older one would not have come this far."""
    yield approve(f"Undertone {read_version()} on Python {platform.python_version()}")


def check_walls() -> Iterator[Finding]:
    """Whether the children that read links, media and transcripts are walled off."""
    lacking = find_missing_walls()
    if lacking:
        yield remark(
            "Children that read strangers' media are limited, but not walled off from this user's "
            f"files and processes: the kernel has no {' and no '.join(lacking)}. A container or a "
            "user of its own does it, too (docs/security.md)."
        )
    else:
        yield approve("children that read strangers' media are walled off")


def check_disk(data: Path, largest_mb: int) -> Iterator[Finding]:
    """Whether `data` can be written to and has room for copies of recordings."""
    there = _find_existing(data.absolute())
    if not there.is_dir() or not _is_writable(there):
        yield fault(f"DATA_DIR ({data}) cannot be written to: change its owner or choose another.")
        return
    free_mb = shutil.disk_usage(there).free // MB
    room = f"{free_mb} MB free in DATA_DIR ({data})"
    if free_mb < largest_mb:
        yield fault(
            f"{room}, less than one recording may take ({largest_mb} MB): make room, or lower "
            "MAX_RECORDING_MB."
        )
    elif free_mb < AT_EASE * largest_mb:
        yield remark(f"{room}: room for {free_mb // largest_mb} of the largest recordings at once")
    else:
        yield approve(room)


def _find_existing(path: Path) -> Path:
    """The nearest that is there: the folder itself is made at the first start."""
    return next(each for each in (path, *path.parents) if each.exists())


def _is_writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK | os.X_OK)
