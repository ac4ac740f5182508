"""The line under an answer: what was charted, by what, and for how long it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.workers.analyses import an_analysis
from workers.domain.meeting import Meeting, Utterance
from workers.domain.recording import Kind, Recording
from workers.wording.answer import write_footer

HEARD = Meeting(engine="local", utterances=(Utterance("Ana", 0, 2, "Good.", 0.5),), scorer="own 1")


@pytest.mark.parametrize(
    ("recording", "by"),
    [
        (Recording(name="weekly.vtt", kind=Kind.TRANSCRIPT), "from its transcript"),
        (Recording(name="weekly.ogg", kind=Kind.AUDIO), "Embedded engine"),
    ],
)
def test_a_transcript_was_heard_by_nobody(recording: Recording, by: str) -> None:
    asked = replace(
        an_analysis(), recording=recording, accepted_at=datetime(2026, 3, 2, tzinfo=UTC)
    )
    footer = write_footer(asked, HEARD, timedelta(days=30), "Embedded engine")
    assert footer.split(" · ")[1:] == [
        *(by, "scored by own 1", "1 sentence", "kept until 1 Apr 2026", "text polarity only"),
    ]
