"""Transcripts: the speakers, times and words that a file already holds, taken as they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from workers.engines.local.formats import Format
from workers.engines.local.polarity import polarity
from workers.engines.local.transcripts.cues import srt, vtt
from workers.engines.local.transcripts.lines import txt
from workers.engines.local.transcripts.said import Said, Transcript
from workers.engines.local.transcripts.text import text_in
from workers.errors import Refused, Why
from workers.meeting import Meeting, Note, Remark, Utterance

_FORMS: dict[Format, Callable[[str], Transcript]] = {
    Format.VTT: vtt,
    Format.SRT: srt,
    Format.TXT: txt,
}
_ANONYMOUS = "Speaker 1"
_BATCH = 1000
"""Utterances scored between two reports: some hundredths of a second."""


def meeting_in(path: Path, kind: Format, at: Callable[[float], None]) -> Meeting:
    """The meeting that a transcript holds; `at` hears the share done.

    Words without a name go on with the speaker before them. Raises `Refused(NO_UTTERANCES)` where
    nobody says anything.
    """
    transcript = _FORMS[kind](text_in(path.read_bytes()))
    said = sorted(transcript.said, key=lambda one: one.start_s)
    if not said:
        raise Refused(Why.NO_UTTERANCES)
    utterances = []
    speaker = next((one.speaker for one in said if one.speaker), _ANONYMOUS)
    for index, one in enumerate(said):
        if index % _BATCH == 0:
            at(index / len(said))
        speaker = one.speaker or speaker
        utterances.append(_utterance(one, speaker))
    return Meeting(
        engine="local",
        utterances=tuple(utterances),
        length_s=max(one.end_s for one in said),
        notes=_notes(transcript),
    )


def _utterance(one: Said, speaker: str) -> Utterance:
    return Utterance(speaker, one.start_s, one.end_s, one.text, polarity(one.text))


def _notes(transcript: Transcript) -> tuple[Note, ...]:
    notes = []
    if transcript.skipped:
        notes.append(Note(Remark.CUES_SKIPPED, {"count": transcript.skipped}))
    if transcript.times_estimated:
        notes.append(Note(Remark.TIMES_ESTIMATED))
    return tuple(notes)
