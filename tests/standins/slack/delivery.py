"""What happens in the workspace reaches the bot: in 3 seconds, or again, or not at all."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from tests.standins.slack.nouns import Delivery, Json
from tests.standins.slack.state import Workspace

Kind = Literal["events_api", "slash_commands", "interactive"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back for one try; `status` is None where nothing came in time."""

    status: int | None
    body: str = ""
    problem: str | None = None
    headers: dict[str, str] = field(default_factory=dict)


class Carrier(Protocol):
    """The way to the bot: signed HTTP requests or Socket Mode."""

    async def carry(self, kind: Kind, payload: Json, retry: int, reason: str | None) -> Answer:
        """One try to hand over a payload."""
        ...


@dataclass(kw_only=True)
class Post:
    """Hands things over and keeps the record."""

    workspace: Workspace
    carrier: Carrier
    retry_gaps_s: Sequence[float] = (0.05, 0.3, 1.0)
    """Waits before the tries after the first; Slack's own are about 0, 60 and 300 s."""
    pending: int = 0

    async def deliver_event(self, payload: Json) -> None:
        """Delivers an event, again where the bot does not ack it."""
        self._count(1)
        try:
            delivery = await self._try("events_api", payload, 0, None)
            for retry, gap_s in enumerate(self.retry_gaps_s, 1):
                if delivery.acked or delivery.problem == "no_retry":
                    return
                await asyncio.sleep(gap_s)
                delivery = await self._try("events_api", payload, retry, delivery.problem)
        finally:
            self._count(-1)

    async def redeliver_event(self, payload: Json, times: int) -> list[Delivery]:
        """Delivers an event that was acked already, as after a lost ack."""
        return [
            await self._try("events_api", payload, retry, "http_timeout")
            for retry in range(1, times + 1)
        ]

    async def deliver_once(self, kind: Kind, payload: Json) -> Delivery:
        """Delivers a command or a click; Slack never repeats these."""
        return await self._try(kind, payload, 0, None)

    async def _try(self, kind: Kind, payload: Json, retry: int, reason: str | None) -> Delivery:
        began = time.monotonic()
        answer = await self.carrier.carry(kind, payload, retry, reason)
        problem = answer.problem
        if answer.status is not None and not 200 <= answer.status < 300:
            problem = "no_retry" if "X-Slack-No-Retry" in answer.headers else "http_error"
        delivery = Delivery(
            kind=kind,
            payload=payload,
            attempt=retry,
            status=answer.status,
            seconds=time.monotonic() - began,
            body=answer.body,
            problem=problem,
        )
        with self.workspace.changing():
            self.workspace.deliveries.append(delivery)
        return delivery

    def _count(self, step: int) -> None:
        with self.workspace.changing():
            self.pending += step


def body_of(delivery: Delivery) -> Json:
    """The ack's body as JSON; a plain text counts as `{"text": ...}`."""
    if not delivery.body:
        return {}
    try:
        body = json.loads(delivery.body)
    except json.JSONDecodeError:
        return {"text": delivery.body}
    return body if isinstance(body, dict) else {"text": str(body)}
