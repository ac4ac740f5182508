"""A finding: one line about one part of an installation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a part is; only WRONG keeps the bot from working."""

    RIGHT = "ok"
    NOTE = "note"
    WRONG = "fix"


@dataclass(frozen=True, slots=True)
class Finding:
    """`text` says what was found and, where something is to be done, what."""

    verdict: Verdict
    text: str


def approve(text: str) -> Finding:
    return Finding(Verdict.RIGHT, text)


def remark(text: str) -> Finding:
    return Finding(Verdict.NOTE, text)


def fault(text: str) -> Finding:
    return Finding(Verdict.WRONG, text)
