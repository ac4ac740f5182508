"""OpenAIEngine: a speech server of one's own behind the `Engine` protocol, on one screen."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import msgspec
import requests

from workers.domain.channel import MOST_SPEAKERS
from workers.domain.errors import Fault, Refused, Why
from workers.domain.extras import Extras
from workers.domain.meeting import Meeting
from workers.domain.recording import Kind, Recording, guess_kind
from workers.domain.submission import Brief, Status, Submission
from workers.engines.engine import Progress
from workers.engines.local.sound import Sound, Span
from workers.engines.local.sound.decode import decode_sound
from workers.engines.local.sound.formats import recognise_format
from workers.engines.local.voices.separate import separate_voices
from workers.engines.local.voices.speakers import Voices
from workers.engines.openai import OpenAISettings
from workers.engines.openai.box import DETECT, Box
from workers.engines.openai.meeting import make_meeting
from workers.engines.openai.pieces import cut_pieces
from workers.engines.openai.words import HeardPiece, read_piece
from workers.engines.outside.reading import read_here
from workers.engines.outside.silence import lose_patience
from workers.engines.outside.wire import Unreachable

_DECODED, _TOLD_APART = 0.05, 0.2
"""Shares of the work behind decoding and behind telling the voices apart; the box has the rest."""
SILENT = "openai.silent"


def _now() -> datetime:
    return datetime.now(UTC)


class OpenAIEngine:
    """One server, which the operator runs; `longest` is the longest recording that is taken.
    `scorer` scores what it has heard."""

    name = "openai"
    pauses = (timedelta(seconds=1),)

    def __init__(
        self,
        settings: OpenAISettings,
        longest: timedelta,
        *,
        scorer: str = "model",
        http: requests.Session | None = None,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._settings = settings
        self._limit_s = longest.total_seconds()
        self._box = Box(http or requests.Session(), settings)
        self._clock = clock
        self._scorer = scorer

    def queue(self, recording: Recording) -> str:
        is_transcript = Kind.TRANSCRIPT in (recording.kind, guess_kind(recording.name))
        return "pipeline" if is_transcript else "transcribe"

    def wants_copy(self, recording: Recording) -> bool:  # noqa: ARG002 - the same for every one
        return True

    def prepare(self, recording: Recording, brief: Brief) -> None:
        if brief.speakers is not None and not 1 <= brief.speakers <= MOST_SPEAKERS:
            raise Refused(Why.BAD_SPEAKER_COUNT)
        if recording.size_bytes == 0:
            raise Refused(Why.EMPTY, name=recording.name)

    def submit(self, recording: Recording, brief: Brief, progress: Progress) -> Submission:
        """The meeting, here and now; what was finished by an earlier try is not done again."""
        self.prepare(recording, brief)
        if recording.path is None:
            raise Fault("the speech server was given no copy of the recording")
        meeting = read_here(recording, progress, self._limit_s, brief.scorer or self._scorer)
        if meeting is None:
            try:
                meeting = self._heard(recording.path, recording.name, brief, progress)
            except Unreachable as error:
                title, now = self._box.service.title, self._clock()
                lose_patience(progress.saved, SILENT, now, title, "OPENAI_BASE_URL")
                raise error from None
        return Submission(engine=self.name, meeting=meeting)

    def status(self, submission: Submission) -> Status:  # noqa: ARG002 - done when submitted
        return Status(done=True, share=1.0)

    def meeting(self, submission: Submission) -> Meeting:
        if submission.meeting is None:
            raise Fault("a submission to the speech server came back without its meeting")
        return submission.meeting

    def extras(self, submission: Submission) -> Extras:  # noqa: ARG002 - it looks for nothing else
        return Extras()

    def rename(self, submission: Submission, names: Mapping[str, str]) -> None:
        """Nothing is kept that could have names."""

    def forget(self, submission: Submission) -> None:
        """Nothing is kept."""

    def _heard(self, path: Path, name: str, brief: Brief, progress: Progress) -> Meeting:
        kind, count = recognise_format(path, name or path.name), brief.speakers
        with tempfile.TemporaryFile(prefix="undertone-sound-") as spool:
            at = _part(progress, 0, _DECODED)
            decoded = decode_sound(path, kind, spool.fileno(), self._limit_s, at)
            voices = None
            if self._settings.openai_speakers == "local":
                voices = _told_apart(decoded.sound, count, progress)
            heard = self._words(decoded.sound, brief.language, progress)
        language = brief.language
        if language == DETECT:
            language = next((_tag(piece.language) for piece in heard if piece.language), "")
        return make_meeting(decoded, heard, voices, language, count, brief.scorer or self._scorer)

    def _words(self, sound: Sound, language: str, progress: Progress) -> list[HeardPiece]:
        whole = self._settings.openai_speakers == "server"  # its labels are one piece's own
        pieces = [Span(0.0, sound.length_s)] if whole else cut_pieces(sound)
        heard = []
        for row, piece in enumerate(pieces):
            done = _TOLD_APART + (1 - _TOLD_APART) * row / len(pieces)
            key = f"openai.piece {piece.start_s:.2f} {piece.end_s:.2f}"
            progress.report(done)
            if key not in progress.saved:
                look = partial(progress.report, done)
                told = self._box.hear(sound, piece, language, progress.saved, look)
                found = read_piece(told, piece)
                progress.saved[key] = msgspec.json.encode(found)
            heard.append(msgspec.json.decode(progress.saved[key], type=HeardPiece))
            progress.saved.pop(SILENT, None)
        return heard


def _told_apart(sound: Sound, count: int | None, progress: Progress) -> Voices:
    key = f"voices {count} {sound.length}"
    if key not in progress.saved:
        at = _part(progress, _DECODED, _TOLD_APART)
        progress.saved[key] = separate_voices(sound, count, at).kept()
    return Voices.loaded(progress.saved[key])


def _tag(language: str) -> str:
    """Servers tell a language as a tag or by its English name."""
    return {"english": "en"}.get(language.lower(), language)


def _part(progress: Progress, start: float, end: float) -> Callable[[float], None]:
    """Reports of one part of the work, as shares of the whole."""
    return lambda share: progress.report(start + min(share, 1) * (end - start))
