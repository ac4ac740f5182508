"""The embedded engine's pipeline, on one screen."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from workers.domain.channel import MOST_SPEAKERS
from workers.domain.errors import Fault, Refused, Why
from workers.domain.extras import Extras
from workers.domain.meeting import Meeting, Note, Remark
from workers.domain.recording import DEMO_LINK, Recording
from workers.domain.submission import Brief, Status, Submission
from workers.engines.engine import Part, Progress
from workers.engines.local.polarity.apart import Scored, score_apart
from workers.engines.local.sound.decode import Decoded, decode_sound
from workers.engines.local.sound.formats import recognise_format
from workers.engines.local.transcript import read_transcript
from workers.engines.local.utterances import (
    give_scores,
    is_draft,
    list_sure_texts,
    make_utterances,
)
from workers.engines.local.voices.separate import separate_voices
from workers.engines.local.voices.speakers import Voices
from workers.engines.local.words import ENGLISH
from workers.engines.local.words.dictation import Dictating, Dictation, dictate
from workers.media.formats import Format

DECODING, VOICES, WORDS, SCORES = Part(0, 0.05), Part(0.05, 0.45), Part(0.45, 0.98), Part(0.98, 1)
"""The parts of the work on a recording, by the time that they take."""

log = logging.getLogger(__name__)


class LocalEngine:
    """Offline, on the CPU: transcripts exactly, sound as a draft. Works at once, in `submit`."""

    name = "local"
    pauses = (timedelta(seconds=1),)

    def __init__(
        self,
        max_minutes: float,
        folder: Path,
        jobs: int | None = None,
        words: str = "auto",
        polarity: str = "model",
    ) -> None:
        """Recordings of at most `max_minutes`; `jobs` cores for the words, all there are if None.

        `words` is "auto" (which is "moonshine"), "moonshine", "whisper" or "whisper:MODEL"; in
        `folder` is kept what is prepared once for all recordings. `polarity` is "model" or
        "lexicon".
        """
        self._limit_s = max_minutes * 60
        self._polarity = polarity
        self._dictating = Dictating(words, jobs or len(os.sched_getaffinity(0)), folder)

    def queue(self, recording: Recording) -> str:
        return "pipeline" if recording.is_text else "transcribe"

    def wants_copy(self, recording: Recording) -> bool:  # noqa: ARG002 - the same for every one
        return True

    def prepare(self, recording: Recording, brief: Brief) -> None:
        """Nothing can be known before the recording is here."""

    def submit(self, recording: Recording, brief: Brief, progress: Progress) -> Submission:
        """The meeting, made here and now. Refuses what is no recording with speech in it."""
        if brief.speakers is not None and not 1 <= brief.speakers <= MOST_SPEAKERS:
            raise Refused(Why.BAD_SPEAKER_COUNT, asked=brief.speakers, limit=MOST_SPEAKERS)
        if recording.path is None:
            raise Fault("the embedded engine was given no copy of the recording")
        scorer = brief.scorer or self._polarity
        kind = recognise_format(recording.path, recording.name or recording.path.name)
        if kind.is_transcript:
            longest_s = self._longest_s(recording)
            meeting = read_transcript(recording.path, kind, progress.report, longest_s, scorer)
        else:
            meeting = self._draft(recording.path, kind, brief.speakers, progress, scorer)
        if Note(Remark.SCORER_FALLBACK) in meeting.notes:
            log.warning(
                "words were scored by %s: the weights are missing or damaged", meeting.scorer
            )
        if not brief.in_english:
            meeting = meeting.without_polarity(meeting.speakers)
        return Submission(engine=self.name, meeting=meeting)

    def status(self, submission: Submission) -> Status:  # noqa: ARG002 - done when submitted
        return Status(done=True, share=1.0)

    def meeting(self, submission: Submission) -> Meeting:
        if submission.meeting is None:
            raise Fault("a submission of the embedded engine came back without its meeting")
        return submission.meeting

    def extras(self, submission: Submission) -> Extras:  # noqa: ARG002 - it looks for nothing else
        return Extras()

    def rename(self, submission: Submission, names: Mapping[str, str]) -> None:
        """Nothing is kept that could have names."""

    def forget(self, submission: Submission) -> None:
        """Nothing is kept."""

    def _longest_s(self, recording: Recording) -> float:
        """The bundled meeting is ours, however short people's may be."""
        return max(self._limit_s, 3600.0) if recording.link == DEMO_LINK else self._limit_s

    def _draft(
        self, path: Path, kind: Format, count: int | None, progress: Progress, scorer: str
    ) -> Meeting:
        with tempfile.TemporaryFile(prefix="undertone-sound-") as spool:
            decoded = decode_sound(
                path, kind, spool.fileno(), self._limit_s, DECODING.tell(progress.report)
            )
            key = f"voices {count} {decoded.sound.length}"
            if key not in progress.saved:
                told = VOICES.tell(progress.report)
                progress.saved[key] = separate_voices(decoded.sound, count, told).kept()
            found = Voices.loaded(progress.saved[key])
            said = dictate(
                decoded.sound,
                found.turns,
                self._dictating,
                progress.saved,
                WORDS.tell(progress.report),
            )
        heard = make_utterances(found.turns, said.words)
        scored = score_apart(list_sure_texts(heard), scorer, SCORES.tell(progress.report))
        meeting = Meeting(
            engine=self.name,
            utterances=give_scores(heard, scored),
            speakers_estimated=found.estimated,
            draft=is_draft(heard),
            length_s=round(decoded.sound.length_s, 3),
            notes=_notes(decoded, found, said, count, scored),
            scorer=scored.scorer,
        )
        if said.language != ENGLISH:
            return meeting.without_polarity(meeting.speakers)
        return meeting


def _notes(
    decoded: Decoded, found: Voices, said: Dictation, count: int | None, scored: Scored
) -> tuple[Note, ...]:
    notes = []
    if decoded.ends_early:
        charted_s, promised_s = decoded.sound.length_s, decoded.promised_s or 0.0
        notes.append(Note(Remark.ENDS_EARLY, {"charted_s": charted_s, "promised_s": promised_s}))
    if decoded.tracks > 1:
        heard = {"tracks": decoded.tracks, "heard": decoded.tracks_heard}
        notes.append(Note(Remark.TRACKS, heard))
    if found.unsure:
        notes.append(Note(Remark.VOICES_UNSURE))
    if count is not None and found.number < count:
        notes.append(Note(Remark.FEWER_SPEAKERS, {"asked": count, "found": found.number}))
    if said.dropped:
        notes.append(Note(Remark.INVENTED_LEFT_OUT, {"count": said.dropped}))
    if said.fell_back:
        notes.append(Note(Remark.WORDS_FALLBACK))
    if scored.fell_back:
        notes.append(Note(Remark.SCORER_FALLBACK))
    return tuple(notes)
