"""Every key's name stands once."""

from __future__ import annotations

import ast
from itertools import pairwise
from pathlib import Path

from workers.domain.recording import DEMO_LINK
from workers.store.keys import Key

ROOT = Path(__file__).parents[3]


def test_no_other_module_spells_a_key() -> None:
    spelled = {
        (path.relative_to(ROOT).as_posix(), node.value)
        for room in ("bot", "undertone", "workers")
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if node.value.startswith("undertone:") and not node.value.startswith("undertone: ")
    }
    assert spelled == {("workers/domain/recording.py", DEMO_LINK)}


def test_no_script_spells_a_key() -> None:
    scripts = list((ROOT / "workers" / "store" / "lua").glob("*.lua"))
    assert scripts
    assert [each.name for each in scripts if "undertone:" in each.read_text()] == []


def test_no_key_begins_like_another() -> None:
    names = sorted(f"{key.make()}:" for key in Key)
    assert not any(b.startswith(a) for a, b in pairwise(names))
