"""StandIn: why an analysis was heard by the embedded engine although another one was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

StandInReason = Literal["out_of_reach", "minutes"]


@dataclass(frozen=True, slots=True)
class StandIn:
    """`engine` is the one that was chosen; it could not be used, or its month's minutes are used
    up."""

    engine: str
    reason: StandInReason
