"""Reading: transcripts never leave the house, whichever engine was chosen."""

from __future__ import annotations

from workers.domain.meeting import Meeting
from workers.domain.recording import Recording
from workers.engines.engine import Progress
from workers.engines.local.sound.formats import recognise_format
from workers.engines.local.transcript import read_transcript


def read_here(
    recording: Recording, progress: Progress, limit_s: float, scorer: str
) -> Meeting | None:
    """The meeting in a transcript; None for sound, and where there is no copy to look at.

    It is scored by `scorer`. Raises `Refused` for what is no recording, or goes on for more than
    `limit_s`.
    """
    if recording.path is None:
        return None
    kind = recognise_format(recording.path, recording.name or recording.path.name)
    if not kind.is_transcript:
        return None
    return read_transcript(recording.path, kind, progress.report, limit_s, scorer)
