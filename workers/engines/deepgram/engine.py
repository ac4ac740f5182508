"""DeepgramEngine: the pre-recorded API behind the `Engine` protocol."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import requests
from redis import Redis

from workers.domain.errors import Fault
from workers.domain.extras import Extras
from workers.domain.meeting import Meeting
from workers.domain.recording import Kind, Recording, guess_kind
from workers.domain.submission import Brief, Status, Submission
from workers.engines.deepgram import DeepgramSettings
from workers.engines.deepgram.limits import refuse_unfit
from workers.engines.deepgram.submit import Desk, TokenAuth, hear_once
from workers.engines.engine import Progress
from workers.engines.local.sound.formats import recognise_format
from workers.engines.outside.reading import read_here
from workers.engines.outside.slots import HELD, Slots
from workers.engines.outside.wire import Service
from workers.store.keys import Key


def _now() -> datetime:
    return datetime.now(UTC)


class DeepgramEngine:
    """One project. `redis` answers in bytes; the settings' key must be set. `longest` is for
    transcripts, which are read here; `scorer` scores what comes without sentiment."""

    name = "deepgram"
    pauses = (timedelta(seconds=1),)

    def __init__(
        self,
        settings: DeepgramSettings,
        redis: Redis,
        *,
        longest: timedelta = timedelta(hours=8),
        scorer: str = "model",
        http: requests.Session | None = None,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        key, base_url = settings.deepgram_api_key or "", settings.deepgram_base_url
        account = hashlib.sha256(f"{base_url} {key}".encode()).hexdigest()[:12]
        keys = Key.ENGINE.make(self.name, f"{{{account}}}")
        self._limit_s = longest.total_seconds()
        self._desk = Desk(
            http=http or requests.Session(),
            service=Service(self.name, "Deepgram", base_url),
            auth=TokenAuth(key),
            slots=Slots(redis, keys, settings.deepgram_concurrency, what=self.name),
            model=settings.deepgram_model,
            clock=clock,
            scorer=scorer,
        )

    def queue(self, recording: Recording) -> str:
        is_transcript = Kind.TRANSCRIPT in (recording.kind, guess_kind(recording.name))
        return "pipeline" if is_transcript else "transcribe"

    def wants_copy(self, recording: Recording) -> bool:  # noqa: ARG002 - the same for every one
        return True

    def prepare(self, recording: Recording, brief: Brief) -> None:
        """Refuse what can be refused and hold a slot, before a copy is fetched for nothing.

        The slot is held for a minute only: a fetch that fails has nobody to give it back.
        """
        refuse_unfit(recording, brief)
        if self.queue(recording) == "transcribe":
            self._desk.slots.take(brief.name, life=HELD)

    def submit(self, recording: Recording, brief: Brief, progress: Progress) -> Submission:
        """The meeting, here and now; a transcript, which nobody has to hear, is read here."""
        refuse_unfit(recording, brief)
        if recording.path is None:
            raise Fault("deepgram was given no copy of the recording")
        meeting = read_here(recording, progress, self._limit_s, brief.scorer or self._desk.scorer)
        if meeting is None:
            kind = recognise_format(recording.path, recording.name or recording.path.name)
            meeting = hear_once(self._desk, recording.path, kind, brief, progress)
        return Submission(engine=self.name, meeting=meeting)

    def status(self, submission: Submission) -> Status:  # noqa: ARG002 - done when submitted
        return Status(done=True, share=1.0)

    def meeting(self, submission: Submission) -> Meeting:
        if submission.meeting is None:
            raise Fault("a submission to deepgram came back without its meeting")
        return submission.meeting

    def extras(self, submission: Submission) -> Extras:  # noqa: ARG002 - each one is billed
        return Extras()

    def rename(self, submission: Submission, names: Mapping[str, str]) -> None:
        """Nothing is kept that could have names."""

    def forget(self, submission: Submission) -> None:
        """Nothing is kept: each call has opted out."""
