"""A transcript as a meeting: speakers, times and words as they stand there, scored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from workers import transcripts
from workers.domain.meeting import Meeting, Note, Remark, Utterance
from workers.engines.local.polarity import polarity
from workers.media.formats import Format
from workers.transcripts import UNKNOWN, Transcript

_ANONYMOUS = "Speaker 1"
_BATCH = 1000
"""Utterances scored between two reports: some hundredths of a second."""


def read_transcript(path: Path, kind: Format, at: Callable[[float], None]) -> Meeting:
    """The meeting that a transcript holds; `at` hears the share done.

    Raises `Refused(NO_UTTERANCES)` where nobody says anything.
    """
    transcript = transcripts.read(path.read_bytes(), kind.value)
    return Meeting(
        engine="local",
        utterances=tuple(_utterances(transcript, at)),
        length_s=max(one.end_s for one in transcript.said),
        notes=_notes(transcript),
    )


def _utterances(transcript: Transcript, at: Callable[[float], None]) -> Iterator[Utterance]:
    for index, one in enumerate(transcript.said):
        if index % _BATCH == 0:
            at(index / len(transcript.said))
        speaker = one.speaker or _ANONYMOUS
        yield Utterance(speaker, one.start_s, one.end_s, one.text, polarity(one.text))


def _notes(transcript: Transcript) -> tuple[Note, ...]:
    named = any(one.speaker not in {"", UNKNOWN} for one in transcript.said)
    counted = {
        Remark.CUES_SKIPPED: transcript.skipped,
        Remark.SPEAKERS_UNKNOWN: transcript.unattributed if named else 0,
        Remark.INVENTED_LEFT_OUT: transcript.invented,
        Remark.PARTS_JOINED: transcript.parts if transcript.parts > 1 else 0,
    }
    notes = [Note(remark, {"count": count}) for remark, count in counted.items() if count]
    if transcript.times_estimated:
        notes.append(Note(Remark.TIMES_ESTIMATED))
    return tuple(notes)
