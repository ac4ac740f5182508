"""The rooms of the house: what stands where, and that a name means one thing."""

from __future__ import annotations

import ast
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from workers.engines import ENGINE_NAMES

ROOT = Path(__file__).parents[1]
HALL = {
    "__init__.py", "__main__.py", "jobs.py", "settings.py", "toolbox.py",
}  # fmt: skip
"""What people start, and the front door: the only files outside the rooms."""
EVERYWHERE = {"main", "register"}
"""What a program and a listener are entered by."""
VERBS_OF_A_CHART = {"cancel", "delete", "export", "forget", "leave_out", "recount", "undo"}
"""One meaning at three heights: the listener hears it, the noun changes, the stage does it."""


VENDORS = set(ENGINE_NAMES) - {"local"}


def test_only_the_hall_stands_outside_the_rooms() -> None:
    assert {path.name for path in (ROOT / "workers").glob("*.py")} == HALL


@pytest.mark.parametrize("package", ["bot", "workers"])
def test_tests_mirror_the_tree(package: str) -> None:
    rooms = {path.parent.relative_to(ROOT) for path in (ROOT / package).rglob("*.py")}
    mirrored = (ROOT / "tests" / package).rglob("test_*.py")
    mirrors = {path.parent.relative_to(ROOT / "tests") for path in mirrored}
    assert mirrors - rooms <= {Path("workers/pipeline")}, "tests of a room that is not there"


def test_a_public_name_stands_in_one_module() -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for module, name in _public_names():
        if not _is_own(module):
            places[name].add(module)
    twice = {
        name: sorted(modules)
        for name, modules in places.items()
        if len(modules) > 1 and name not in EVERYWHERE | VERBS_OF_A_CHART
    }
    assert not twice


def test_every_site_stands_in_the_contract() -> None:
    """The contract keeps sites apart only where it names them. Short links lead to any of them."""
    registry = ast.parse((ROOT / "workers/sources/registry.py").read_text("utf-8"))
    imported = {node.module for node in registry.body if isinstance(node, ast.ImportFrom)}
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    (apart,) = (one for one in contracts["contracts"] if one["name"].startswith("Sites do not"))
    sites = {name for name in imported if name and name.startswith("workers.sources.")}
    assert set(apart["modules"]) == sites - {"workers.sources.short_link"}


def _is_own(module: str) -> bool:
    """Whether what a module calls its things is between itself and its folder: listeners are
    entered by `register`, and every vendor's engine is told in the same words."""
    folder, _, vendor = module.rpartition("/")[0].partition("engines/")
    return module.startswith("bot/listeners/") or (folder == "workers/" and vendor in VENDORS)


def _public_names() -> Iterator[tuple[str, str]]:
    """Functions and classes at the top of every module, with its path."""
    for package in ("bot", "workers"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.parse(path.read_text("utf-8")).body:
                if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_":
                    yield str(path.relative_to(ROOT)), node.name
