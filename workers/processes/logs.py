"""Log lines: plain on a terminal, one JSON object a line elsewhere; ids and timings only."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TextIO

FIELDS = ("analysis", "stage", "outcome", "seconds", "silent_s")
"""Extras that a record may carry and that JSON lines show as keys of their own."""


def log_to_stderr(stream: TextIO = sys.stderr) -> None:
    """Send this process' log there, from INFO up."""
    lines = logging.StreamHandler(stream)
    lines.setFormatter(_Plain() if stream.isatty() else _Json())
    logging.basicConfig(level=logging.INFO, handlers=[lines], force=True)


class _Plain(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s", "%H:%M:%S")


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
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
