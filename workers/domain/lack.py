"""What an installation lacks to do all that it could."""

from __future__ import annotations

from enum import StrEnum


class Lack(StrEnum):
    """The gravest first."""

    WORKERS = "workers"
    """None of them is running."""
    ENGINE = "engine"
    """The engine that is set by name is not set up."""
    WEIGHTS = "weights"
    """Of the embedded engine, which is the one that hears."""
    RESOLVER = "resolver"
    """The package that opens video sites."""
