"""Limits: what the API would turn down, told before anything is fetched or sent."""

from __future__ import annotations

from workers.domain.channel import MOST_SPEAKERS
from workers.domain.errors import Refused, Why
from workers.domain.recording import Recording
from workers.domain.submission import Brief

LARGEST_MB = 2000
LONGEST_S = 8 * 60 * 60
"""It gives up after ten minutes of work: longer recordings would be paid for and lost."""


def refuse_unfit(recording: Recording, brief: Brief) -> None:
    """Refuse what is known to be unfit without a copy: number of speakers, size, length."""
    if brief.speakers is not None and not 1 <= brief.speakers <= MOST_SPEAKERS:
        raise Refused(Why.BAD_SPEAKER_COUNT)
    if recording.size_bytes == 0:
        raise Refused(Why.EMPTY, name=recording.name)
    size_mb = (recording.size_bytes or 0) / 1_000_000
    if size_mb > LARGEST_MB:
        raise Refused(Why.TOO_LARGE, size_mb=size_mb, limit_mb=LARGEST_MB)
    if recording.length_s is not None and recording.length_s > LONGEST_S:
        raise Refused(Why.TOO_LONG, limit_minutes=LONGEST_S / 60)
