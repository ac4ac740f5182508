"""No pattern holds the interpreter, whatever line it is given."""

from __future__ import annotations

import re

import pytest

from tests.hostile_lines import Used, find_patterns, find_slow_line

PATTERNS = tuple(find_patterns())


def test_patterns_find_themselves() -> None:
    assert len(PATTERNS) > 60
    assert {"bot.markup", "workers.transcripts.forms.plain_text"} <= {
        each.place.rsplit(".", 2)[0] for each in PATTERNS
    }


@pytest.mark.parametrize("used", PATTERNS, ids=lambda used: used.place)
def test_a_megabyte_of_anything_takes_less_than_a_second(used: Used) -> None:
    assert find_slow_line(used) is None


@pytest.mark.parametrize(
    ("pattern", "use"),
    [
        (r"(\d+)\s*x", "search"),
        (r"^\s*>", "search"),
        (r"<[^>]*>", "sub"),
        (r"<input[^>]+type=x", "finditer"),
        (r"(?:a|aa)+b", "match"),
        (r"(\w+\s?)+!", "fullmatch"),
    ],
)
def test_slow_patterns_are_found_out(pattern: str, use: str) -> None:
    assert find_slow_line(Used("here", re.compile(pattern, re.MULTILINE), use)) is not None
