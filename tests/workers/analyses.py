"""Analyses and meetings for tests, with only what a test cares about written out."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from workers.domain.analysis import Analysis, Ask, Stage
from workers.domain.meeting import Meeting, Utterance
from workers.domain.recording import Recording
from workers.domain.thread import Thread


def an_ask(**known: Any) -> Ask:
    """A link in a message in a channel."""
    given: dict[str, Any] = {
        "thread": Thread("T1", "C1", "1700000000.000100"),
        "asked_by": "U1",
        "recording": Recording(link="https://media.example/standup.mp3", name="standup.mp3"),
        "message_ts": "1700000000.000100",
    }
    return Ask(**given | known)


def an_analysis(ask: Ask | None = None, **known: Any) -> Analysis:
    """An analysis that was accepted just now."""
    ask = ask or an_ask()
    now = datetime.now(UTC)
    given: dict[str, Any] = {
        "id": secrets.token_hex(8),
        "ask": ask,
        "accepted_at": now,
        "deadline": now + timedelta(hours=6),
        "hook": "a-secret",
        "stage": Stage.ANNOUNCE,
        "thread": ask.thread,
        "recording": ask.recording,
    }
    return Analysis(**given | known)


def a_meeting() -> Meeting:
    """Two speakers, one worried and one pleased."""
    return Meeting(
        engine="local",
        utterances=(
            Utterance("Ana", 0.0, 4.0, "I am worried about the release on Friday", -0.4),
            Utterance("Ben", 5.0, 9.0, "The tests look great and I am happy with them", 0.7),
            Utterance("Ana", 10.0, 12.0, "Yes", None),
        ),
        length_s=14.0,
    )
