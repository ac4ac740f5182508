"""What is said of a recording: all that is known of it, and nothing that is not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from workers.domain.recording import Recording
from workers.wording.recordings import write_heading, write_particulars

MADE = datetime(2026, 5, 2, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("recording", "head", "rest"),
    [
        (Recording(), "", ""),
        (Recording(name="call.mp4"), "call.mp4", ""),
        (Recording(name="call.mp4", title="Weekly call"), "Weekly call", ""),
        (Recording(name="call.mp4", length_s=2580), "call.mp4", "43 min"),
        (Recording(title="Weekly", made_at=MADE), "Weekly, 2 May 2026", "2 May 2026"),
        (Recording(made_at=MADE, length_s=30), "", "2 May 2026, 30 s"),
    ],
)
def test_what_is_known_is_said(recording: Recording, head: str, rest: str) -> None:
    assert (write_heading(recording, 40), write_particulars(recording)) == (head, rest)


def test_the_date_survives_a_long_name() -> None:
    said = write_heading(Recording(title="x" * 90, made_at=MADE), 40)
    assert said == "x" * 27 + "…, 2 May 2026"
    assert len(said) == 40
