"""Where recordings come from: one site a file, all of them behind `Source`.

The first source that claims a recording has it; `direct_link` claims every link and stands last.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from workers.recording import Recording


class Source(Protocol):
    """One place that recordings come from."""

    name: str
    examples: tuple[str, ...]
    """Links that this source must claim; a test reads them."""

    def claims(self, recording: Recording) -> bool:
        """Whether this source is the one for it, by its form alone: nothing is fetched."""
        ...

    def locate(self, recording: Recording) -> Recording:
        """Look without fetching: the recording with name, kind, size and media URL filled in."""
        ...

    def fetch(self, recording: Recording, folder: Path) -> Recording:
        """Bring a copy into `folder`, streamed and capped: the recording with `path` set."""
        ...
