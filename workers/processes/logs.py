"""Log lines: plain on a terminal, one JSON object a line elsewhere; ids and timings only."""

from __future__ import annotations

import json
import logging
import sys
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Literal, TextIO

from workers.processes.environment import read_settings, read_variables
from workers.processes.log_errors import name_error, write_traceback

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
FIELDS = ("analysis", "stage", "outcome", "seconds", "silent_s")
"""Extras that a record may carry and that JSON lines show as keys of their own."""


@dataclass(frozen=True, slots=True)
class LogSettings:
    """How log lines look; `auto` is plain on a terminal and JSON elsewhere."""

    log_format: Literal["auto", "json", "plain"] = "auto"


def log_to_stderr(stream: TextIO = sys.stderr) -> None:
    """Send this process' log there, from INFO up. Raises BadSetting."""
    form = read_settings(LogSettings, read_variables()).log_format
    plain = form == "plain" or (form == "auto" and stream.isatty())
    lines = logging.StreamHandler(stream)
    lines.setFormatter(_Plain() if plain else _Json())
    logging.basicConfig(level=logging.INFO, handlers=[lines], force=True)


class _Careful(logging.Formatter):
    """Of errors it shows what may be shown."""

    def format(self, record: logging.LogRecord) -> str:
        careful = copy(record)
        careful.exc_text = None
        if isinstance(record.args, tuple):
            careful.args = tuple(map(_name, record.args))
        return self.write_line(careful)

    def write_line(self, record: logging.LogRecord) -> str:
        return super().format(record)

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - logging's name
        return write_traceback(ei[1]) if ei[1] is not None else ""


class _Plain(_Careful):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s", "%H:%M:%S")


class _Json(_Careful):
    def write_line(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "pid": record.process,
            "text": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def _name(argument: object) -> object:
    return name_error(argument) if isinstance(argument, BaseException) else argument
