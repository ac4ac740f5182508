"""An intake that keeps what it is asked instead of queueing it."""

from __future__ import annotations

from workers.analysis import Ask
from workers.errors import Unavailable
from workers.intake import Intake, Receipt

Gesture = tuple[str, str, str | None, str]


class ObservedIntake(Intake):
    """`asked` holds the new asks in order; with `reachable = False` it is as without Redis."""

    def __init__(self) -> None:
        self.asked: list[Ask] = []
        self.reachable = True
        self._known: dict[Gesture, Receipt] = {}

    def accept(self, ask: Ask) -> Receipt:
        if not self.reachable:
            raise Unavailable("redis")
        gesture = (ask.thread.team, ask.thread.channel, ask.message_ts, ask.recording.key)
        if ask.message_ts is not None and gesture in self._known:
            return Receipt(self._known[gesture].analysis_id, new=False)
        self.asked.append(ask)
        self._known[gesture] = Receipt(f"a{len(self.asked)}", new=True)
        return self._known[gesture]

    def healthy(self) -> bool:
        return self.reachable

    def close(self) -> None:
        """Nothing is held."""
