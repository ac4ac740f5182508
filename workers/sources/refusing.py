"""Links that lead to no recording we could have, and are refused by their form alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from workers.domain.errors import Refused, Why
from workers.domain.recording import Recording


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusingSource:
    """Refuses, with `why`, every link of which `site_in` knows what people call its site."""

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
