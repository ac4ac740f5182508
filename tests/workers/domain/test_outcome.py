"""How a stage ended is a value; nobody has to read it back from a sentence."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from workers.domain.errors import Fault, Refused, Unavailable, Why
from workers.domain.outcome import FAULT, LATER, Outcome, name_outcome

ROOT = Path(__file__).parents[3]
UNAVAILABLE = {"Busy", "ImageNotReady", "NoAnswer", "Unanswered", "Unavailable", "Unreachable"}


@pytest.mark.parametrize(
    ("error", "outcome", "logged"),
    [
        (Refused(Why.EMPTY), Outcome("empty"), "empty"),
        (Unavailable("redis"), Outcome(LATER, "redis"), "later: redis"),
        (
            Unavailable("symbl", timedelta(seconds=9), detail="HTTP 503"),
            Outcome(LATER, "symbl", "HTTP 503"),
            "later: symbl: HTTP 503",
        ),
        (
            Unavailable("media.inner.example", detail="HTTP 503"),
            Outcome(LATER, "media.inner.example", "HTTP 503"),
            "later: recording: HTTP 503",
        ),
        (Fault("no chart"), Outcome(FAULT, detail="Fault"), "fault: Fault"),
        (KeyError("secret"), Outcome(FAULT, detail="KeyError"), "fault: KeyError"),
    ],
)
def test_what_an_error_is_counted_and_logged_as(
    error: Exception, outcome: Outcome, logged: str
) -> None:
    assert name_outcome(error) == outcome
    assert outcome.tell({"redis", "symbl"}) == logged


def test_a_service_is_one_word_and_its_detail_stands_apart() -> None:
    named = list(_services())
    assert len(named) > 10
    assert [service for service in named if not service.isalpha()] == []


def _services() -> Iterator[str]:
    """The services named where something is out of reach, as far as they are written there."""
    for room in ("bot", "workers"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    given = node.args[0] if node.args else None
                    if node.func.id in UNAVAILABLE and isinstance(given, ast.JoinedStr):
                        yield "put together"
                    elif node.func.id in UNAVAILABLE and isinstance(given, ast.Constant):
                        yield str(given.value)
