"""Limits: what the API would turn down, told before anything is fetched or sent."""

from __future__ import annotations

from workers.domain.channel import MOST_SPEAKERS
from workers.domain.errors import Refused, Why
from workers.domain.recording import Kind, Recording
from workers.domain.submission import Brief

LARGEST_UPLOAD_MB = 2200
LARGEST_LINK_MB = 5000
LONGEST_S = 10 * 60 * 60


def goes_by_link(recording: Recording) -> bool:
    """Whether the API can fetch it itself: public, and plainly audio or video."""
    return (
        recording.public
        and recording.media_url is not None
        and recording.kind in (Kind.AUDIO, Kind.VIDEO)
    )


def refuse_unfit(recording: Recording, brief: Brief) -> None:
    """Refuse what is known to be unfit without a copy: number of speakers, size, length."""
    if brief.speakers is not None and not 1 <= brief.speakers <= MOST_SPEAKERS:
        raise Refused(Why.BAD_SPEAKER_COUNT)
    if recording.size_bytes == 0:
        raise Refused(Why.EMPTY, name=recording.name)
    limit_mb = LARGEST_LINK_MB if goes_by_link(recording) else LARGEST_UPLOAD_MB
    size_mb = (recording.size_bytes or 0) / 1_000_000
    if size_mb > limit_mb:
        raise Refused(Why.TOO_LARGE, size_mb=size_mb, limit_mb=limit_mb)
    if recording.length_s is not None and recording.length_s > LONGEST_S:
        raise Refused(Why.TOO_LONG, limit_minutes=LONGEST_S / 60)
