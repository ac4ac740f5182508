"""Thread: where the answer goes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thread:
    """A place in Slack. `ts` is the parent message's, None until the bot has posted it itself."""

    team: str
    channel: str
    ts: str | None = None
