"""Outcome: how one run of a stage ended, for the log and for what is counted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from workers.domain.errors import Refused, Unavailable

OK, LATER, FAULT = "ok", "later", "fault"
RECORDINGS = "recording"
"""In place of a host that somebody has pointed at."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`kind` is OK, LATER, FAULT or why it was refused; `service` is who has to be waited for.

    `detail` is for the log alone.
    """

    kind: str
    service: str = ""
    detail: str = ""

    def tell(self, services: Collection[str]) -> str:
        """As the log has it: "later: symbl: HTTP 503". Hosts that are none of our `services` stay
        unnamed: they are where somebody's recording lies."""
        service = self.service if self.service in services or not self.service else RECORDINGS
        return ": ".join(filter(None, (self.kind, service, self.detail)))


def name_outcome(error: Exception) -> Outcome:
    """What an error in a stage is counted and logged as."""
    if isinstance(error, Refused):
        return Outcome(error.why.value)
    if isinstance(error, Unavailable):
        return Outcome(LATER, error.service, error.detail)
    return Outcome(FAULT, detail=type(error).__name__)
