"""History: what the world outside of Undertone has seen of a run, as plain facts.

Nothing here is taken from Undertone's own records but what is left in them at the end: a program
that loses something does not know that it did.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

End = Literal["chart", "explanation"]
Event = Literal["status", "answer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One recording that someone pointed at; its name is its own in the whole run.

    `acked` is True where Slack was told that it is taken up, False where Slack gave up on telling
    us, and None where the answer was lost, so that it may or may not have been taken up.
    """

    name: str
    gesture: str
    expects: End
    acked: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A message of the bot as it stands at the end; `analysis_id` and `event` are its metadata.

    `end` is what its last line says came of the analysis (of a status message), `picture` whether
    a chart stands in it or beside it (of an answer).
    """

    analysis_id: str
    event: Event
    text: str
    end: End | None = None
    picture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All that was asked, all that was posted, and what was left behind."""

    asked: tuple[Asked, ...]
    posted: tuple[Posted, ...]
    submits: Mapping[str, int] = field(default_factory=dict)
    """How many times the paying engine took in the same recording, by the name it was given."""
    due: tuple[str, ...] = ()
    orphans: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    said_in_logs: tuple[str, ...] = ()
    """Planted secrets that were found in a log."""
