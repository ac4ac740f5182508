"""Where the commands read and write: one folder of data, one folder of work."""

from __future__ import annotations

import os
from pathlib import Path

HERE = Path(__file__).parent
WRITTEN = HERE / "written"
TEMPLATES = HERE / "templates"
HELD_OUT = HERE / "held_out"
REPOSITORY = HERE.parent.parent


def find_data() -> Path:
    """The folder that holds `goemotions/` (DATA)."""
    return Path(os.environ["DATA"])


def find_work() -> Path:
    """The folder of what is made on the way (WORK, or `.undertone/polarity`); made where absent."""
    work = Path(os.environ.get("WORK", REPOSITORY / ".undertone" / "polarity"))
    work.mkdir(parents=True, exist_ok=True)
    return work


def find_kept_apart() -> list[Path]:
    """Files of labelled sentences for measuring only (KEPT_APART, parted by `:`): text first."""
    listed = os.environ.get("KEPT_APART", "")
    return [Path(part) for part in listed.split(":") if part]
