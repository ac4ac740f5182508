"""The workroom: a folder for one piece of work, gone when the work ends however it ends.

A worker that is killed cannot clean up, so each folder is locked by its owner, and whoever opens
the next one first clears away those whose owner is dead.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path


@contextmanager
def open_workroom(root: Path) -> Iterator[Path]:
    """A new private folder below `root`."""
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    with ExitStack() as held:
        with _locked(root):  # nobody sweeps between the making of a folder and its lock
            _sweep(root)
            folder = Path(tempfile.mkdtemp(prefix="analysis-", dir=root))
            held.callback(shutil.rmtree, folder, ignore_errors=True)
            held.enter_context(_locked(folder))
        yield folder


def _sweep(root: Path) -> None:
    """Clear away the folders that nobody holds any more."""
    for folder in root.glob("analysis-*"):
        try:
            with _locked(folder, fcntl.LOCK_EX | fcntl.LOCK_NB):
                shutil.rmtree(folder, ignore_errors=True)
        except (BlockingIOError, FileNotFoundError):
            continue  # its owner is alive, or has just cleared it away


@contextmanager
def _locked(folder: Path, how: int = fcntl.LOCK_EX) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, how)
        yield
    finally:
        os.close(handle)
