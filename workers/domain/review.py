"""Review: a recording that waits until someone has said whether its channel may see a chart."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from workers.domain.analysis import Ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A question to the one who subscribed: `ask` is what is handed in when they agree.

    `opens_until` is when the recording's own site stops handing it out.
    """

    ask: Ask
    opens_until: datetime

    @property
    def id(self) -> str:
        """The same for the same recording and channel, however often Zoom tells of it."""
        thread = self.ask.thread
        named = (thread.team, thread.channel, self.ask.gesture or self.ask.recording.key)
        return hashlib.sha256("\n".join(named).encode()).hexdigest()[:32]
