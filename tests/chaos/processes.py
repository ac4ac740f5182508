"""Which process of a house is which: the log says what was started, the rest is who bore whom."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Literal

import psutil

from tests.house import House

Kind = Literal["horse", "worker", "pacemaker", "supervisor", "bot"]

_STARTED = re.compile(
    r'"text": "(pacemaker|pipeline worker|transcribe worker)\S* started, pid (\d+)"'
)


class Processes:
    """Those of one house, looked up anew each time: they come and go."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._roles: dict[int, Kind] = {}
        self._read = 0

    def alive(self) -> list[tuple[Kind, psutil.Process]]:
        """Everything that may be killed, its kind beside it."""
        found = [*self.of_workers(), *self._of_bot()]
        return [(kind, each) for kind, each in found if _runs(each)]

    def redis(self) -> psutil.Process | None:
        """The server; it belongs to the guardian of the bot or of the workers."""
        for each in psutil.Process().children(recursive=True):
            if _runs(each) and _name(each) in {"redis-server", "valkey-server"}:
                return each
        return None

    def bury(self) -> None:
        """Those that lost their parents and have ended are waited for by this process."""
        started = {self._house.process(module).pid for module in ("bot", "workers")}
        for each in psutil.Process().children():
            if each.pid not in started and not _runs(each):
                with suppress(ChildProcessError):
                    os.waitpid(each.pid, os.WNOHANG)

    def of_workers(self) -> Iterator[tuple[Kind, psutil.Process]]:
        """The supervisor and what it has started, the pipeline's workers first."""
        self._read_log()
        supervisor = psutil.Process(self._house.process("workers").pid)
        yield "supervisor", supervisor
        for child in _children(supervisor):
            kind = self._roles.get(child.pid)
            if kind is not None:
                yield kind, child
            if kind == "worker":
                yield from (("horse", horse) for horse in _children(child))

    def _of_bot(self) -> Iterator[tuple[Kind, psutil.Process]]:
        bot = psutil.Process(self._house.process("bot").pid)
        yield "bot", bot
        for child in _children(bot):
            if "redis_guardian" not in _line(child):
                yield "bot", child

    def _read_log(self) -> None:
        with self._house.log_file("workers").open() as log:
            log.seek(self._read)
            for name, pid in _STARTED.findall(log.read()):
                self._roles[int(pid)] = "pacemaker" if name == "pacemaker" else "worker"
            self._read = log.tell()


def orphans(before: set[psutil.Process]) -> list[str]:
    """What lives below this process and did not before; with a word on what it is."""
    left = set(psutil.Process().children(recursive=True)) - before
    return [f"{each.pid} {_line(each)}" for each in left if _runs(each)]


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children()
    except psutil.NoSuchProcess:
        return []


def _runs(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _name(process: psutil.Process) -> str:
    try:
        return process.name()
    except psutil.NoSuchProcess:
        return ""


def _line(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return ""
