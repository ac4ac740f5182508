"""A transcript as a meeting: speakers, times and words as they stand there, scored.

Both are done in a child with limits (`workers.engines.local.reader`): text may be as hostile as
media, and a worker that is held by a line of digits has no heartbeat.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import msgspec

from workers import transcripts
from workers.domain.errors import Refused, Why
from workers.domain.meeting import Meeting, Note, Remark, Utterance
from workers.engines.local.polarity import Scorer, choose_scorer
from workers.media.formats import Format
from workers.processes.child import Limits
from workers.transcripts import UNKNOWN, Said, Transcript
from workers.transcripts.apart import READING, ReadJob, Share, run_apart
from workers.transcripts.speech.cutting import cut_endless
from workers.transcripts.speech.language import find_foreign_speakers
from workers.transcripts.speech.sentences import cut_at_sentences

_ANONYMOUS = "Speaker 1"
_BATCH = 50
"""Utterances scored between two reports: a quarter of a second."""
_FASTEST = 500 / 60
"""Words a second that a whole meeting cannot have: auctioneers speak half as fast."""
_LETTERS_A_WORD = 12


def read_transcript(
    path: Path,
    kind: Format,
    at: Callable[[float], None],
    limit_s: float = 4 * 3600.0,
    scorer: str = "model",
) -> Meeting:
    """The meeting that a transcript holds; `at` hears the share done.

    `scorer` is what `choose_scorer` takes.

    Raises `Refused`: `NO_UTTERANCES` where nobody says anything, `TOO_LONG` where it goes on for
    more than `limit_s`, `TOO_LARGE` and `UNREADABLE` for what is no transcript of a meeting.
    """
    whole = str(path.resolve())
    job = ReadJob(path=whole, form=kind.value, limit_s=limit_s, scorer=scorer)
    limits = Limits(
        **{**asdict(READING), "processor_s": (READING.processor_s or 0) + int(limit_s / 60)}
    )
    read = run_apart("workers.engines.local.reader", job, at, limits)
    return msgspec.json.decode(read, type=Meeting)


def score_transcript(
    data: bytes, form: str, limit_s: float, at: Share, wanted: str = "model"
) -> Meeting:
    """In the child: the bytes of a transcript, read and scored. Raises as `read_transcript`."""
    transcript = transcripts.read(data, form)
    said = list(cut_endless(cut_at_sentences(transcript.said)))
    length_s = max(one.end_s for one in said)
    _refuse_endless(said, length_s, limit_s)
    scorer = choose_scorer(wanted)
    meeting = Meeting(
        engine="local",
        utterances=tuple(_utterances(said, at, scorer)),
        length_s=length_s,
        notes=_notes(transcript, scorer),
        scorer=scorer.name,
    )
    return meeting.without_polarity(
        find_foreign_speakers((each.speaker, each.text) for each in meeting.utterances)
    )


def _refuse_endless(said: Sequence[Said], length_s: float, limit_s: float) -> None:
    """What is longer than a recording may be, by its times or by what nobody could say in it."""
    words = sum(max(len(one.text.split()), len(one.text) / _LETTERS_A_WORD) for one in said)
    if not length_s <= limit_s or words > limit_s * _FASTEST:
        raise Refused(Why.TOO_LONG, limit_minutes=limit_s / 60)


def _utterances(said: Sequence[Said], at: Share, scorer: Scorer) -> Iterator[Utterance]:
    for index, one in enumerate(said):
        if index % _BATCH == 0:
            at(index / len(said))
        speaker = one.speaker or _ANONYMOUS
        yield Utterance(speaker, one.start_s, one.end_s, one.text, scorer.score(one.text))


def _notes(transcript: Transcript, scorer: Scorer) -> tuple[Note, ...]:
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
    if scorer.fell_back:
        notes.append(Note(Remark.SCORER_FALLBACK))
    return tuple(notes)
