"""The settings in a `.env` of the folder that the command is typed in."""

from __future__ import annotations

from pathlib import Path

from honcho.environ import parse


def read_dotenv(folder: Path | None = None) -> dict[str, str]:
    """What `.env` sets, read as `make run` (honcho) reads it; nothing where there is no such file.

    The environment itself goes before it. Raises OSError where it cannot be read.
    """
    file = (folder or Path.cwd()) / ".env"
    if not file.is_file():
        return {}
    settings: dict[str, str] = parse(file.read_text("utf-8"))
    return settings
