"""Calls: the transcript of what the stand-in was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Received:
    """One request; `body` is the decoded JSON, `upload` the raw bytes of a file."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any = None
    upload: bytes = field(default=b"", repr=False)
    status: int | None = None
    """What was answered; None where the connection was broken instead."""
