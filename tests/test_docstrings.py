"""What is said of constants and fields: each for itself, in sentences that stand alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
_GOES_ON = re.compile(r"(and|but|for|if|nor|or|so|then|where)\b|.*[,;:]\Z", re.DOTALL)
"""Begins or ends in the middle of a sentence that another one shares."""


def _said_of_values() -> Iterator[tuple[str, str]]:
    """What stands below constants and fields, with its place."""
    for package in ("bot", "undertone", "workers"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                body = getattr(node, "body", None)
                for value, below in pairwise(body if isinstance(body, list) else ()):
                    if (
                        isinstance(value, ast.Assign | ast.AnnAssign)
                        and isinstance(below, ast.Expr)
                        and isinstance(below.value, ast.Constant)
                    ):
                        place = f"{path.relative_to(ROOT)}:{below.lineno}"
                        yield place, str(below.value.value).strip()


def test_no_sentence_runs_through_several_constants() -> None:
    found = dict(_said_of_values())
    assert len(found) > 100
    assert {place: said for place, said in found.items() if _GOES_ON.match(said)} == {}
