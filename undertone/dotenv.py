"""The settings in a `.env` of the folder that the command is typed in."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path

from honcho.environ import parse


def fill_from_dotenv(variables: MutableMapping[str, str], folder: Path | None = None) -> None:
    """Add what `.env` sets and `variables` do not; read as `make run` (honcho) reads it.

    Nothing happens where there is no such file. Raises OSError where it cannot be read.
    """
    file = (folder or Path.cwd()) / ".env"
    if not file.is_file():
        return
    for name, value in parse(file.read_text("utf-8")).items():
        variables.setdefault(name, value)
