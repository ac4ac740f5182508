"""The version comes from the project itself."""

from __future__ import annotations

import tomllib
from pathlib import Path

from workers.processes.version import read_version

PROJECT = Path(__file__).parents[3] / "pyproject.toml"


def test_it_is_the_projects() -> None:
    assert read_version() == tomllib.loads(PROJECT.read_text("utf-8"))["project"]["version"]
