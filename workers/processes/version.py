"""Which version this is."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import metadata
from pathlib import Path

NAME = "undertone"
_PROJECT = Path(__file__).parents[2] / "pyproject.toml"


@cache
def read_version() -> str:
    """As installed; run from its folder without being installed, as the project file says."""
    try:
        return metadata.version(NAME)
    except metadata.PackageNotFoundError:
        return str(tomllib.loads(_PROJECT.read_text("utf-8"))["project"]["version"])
