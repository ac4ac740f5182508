"""Finds what people read in the source of a module: its strings, with … for what is put in."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

GAP = "…"
_WORDS = re.compile(r"[^\W\d_]{2,}")
_NO_PROSE = ("^", "(?", "[", r"\b")
"""How patterns begin."""


@dataclass(frozen=True, slots=True)
class Prose:
    """`name` is the constant's that holds it, empty where it stands in a function."""

    place: str
    name: str
    text: str


def find_prose(module: Path) -> Iterator[Prose]:
    """Every string of two words and more that is no docstring and no pattern."""
    tree = ast.parse(module.read_text())
    names = dict(_find_names(tree))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
              for part in node.values}  # fmt: skip
    spoken_about = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    bugs = {id(part) for node in ast.walk(tree) if _is_bug(node) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in inside | spoken_about | bugs:
            continue
        text = _read(node)
        if len(_WORDS.findall(text)) > 1 and " " in text and not text.startswith(_NO_PROSE):
            line = getattr(node, "lineno", 0)
            yield Prose(f"{module.name}:{line}", names.get(id(node), ""), text)


def _find_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield id(node.value), node.targets[0].id


def _is_bug(node: ast.AST) -> bool:
    """What programmers alone read."""
    return isinstance(node, ast.Raise) and "ValueError" in ast.dump(node)


def _read(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else GAP for part in node.values
        )
    return ""
