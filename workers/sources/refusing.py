"""Links that lead to no recording we could have, and are refused by their form alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from workers.errors import Refused, Why
from workers.recording import Recording


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusingSource:
    """Refuses, with `why`, whatever `site_in` knows: it answers what people call the site of a
    link, or None where the link is none of these."""

    name: str
    examples: tuple[str, ...]
    why: Why
    site_in: Callable[[str], str | None]

    def claims(self, recording: Recording) -> bool:
        return self.site_in(recording.link or "") is not None

    def locate(self, recording: Recording) -> NoReturn:
        raise Refused(self.why, site=self.site_in(recording.link or "") or "")

    def fetch(
        self,
        recording: Recording,
        folder: Path,  # noqa: ARG002 - as every source's
        on_bytes: Callable[[int], None] | None = None,  # noqa: ARG002 - as every source's
    ) -> NoReturn:
        self.locate(recording)
