"""CaptionsLink: where the captions of a recording are, once its host has made them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionsLink:
    """Where captions are, and what opens them.

    Where recording was stopped and begun again, each part of the meeting has captions of its own:
    `began` is when their part began. `came_at` is when they were announced.
    """

    link: str = field(repr=False)
    token: str = field(repr=False)
    began: datetime | None
    came_at: datetime
