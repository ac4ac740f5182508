"""AssemblyAIEngine: the pre-recorded API behind the `Engine` protocol."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import requests
from redis import Redis

from workers.domain.errors import Fault, Refused, Unavailable, Why
from workers.domain.extras import Extras
from workers.domain.meeting import Meeting
from workers.domain.recording import Recording
from workers.domain.submission import Brief, Status, Submission
from workers.engines.assemblyai import AssemblyAISettings
from workers.engines.assemblyai.api import Api, make_path
from workers.engines.assemblyai.failures import explain_failure
from workers.engines.assemblyai.limits import goes_by_link, refuse_unfit
from workers.engines.assemblyai.recent import Claims
from workers.engines.assemblyai.submit import Desk, submit_once
from workers.engines.assemblyai.transcript import read_meeting
from workers.engines.engine import Progress
from workers.engines.outside.reading import read_here
from workers.engines.outside.wire import Rejected, Service
from workers.store.keys import Key

_LONG_UPLOAD_BYTES = 200 << 20
_GONE = (400, 404, 410)
"""How a transcript that does not exist is answered."""
_DELETED = "deleted by user"


def _now() -> datetime:
    return datetime.now(UTC)


class AssemblyAIEngine:
    """One account. `redis` answers in bytes; the settings' key must be set. `longest` is for
    transcripts, which are read here; `scorer` scores what comes without a sentiment."""

    name = "assemblyai"
    pauses = tuple(timedelta(seconds=seconds) for seconds in (3, 3, 5, 5, 10, 10, 15, 30))
    """Most recordings are done within 45 s, whatever their length."""

    def __init__(
        self,
        settings: AssemblyAISettings,
        redis: Redis,
        *,
        longest: timedelta = timedelta(hours=10),
        scorer: str = "model",
        http: requests.Session | None = None,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        key, base_url = settings.assemblyai_api_key or "", settings.assemblyai_base_url
        account = hashlib.sha256(f"{base_url} {key}".encode()).hexdigest()[:12]
        service = Service(self.name, "AssemblyAI", base_url)
        self._api = Api(http or requests.Session(), service, key)
        claims = Claims(redis, Key.ENGINE.make(self.name, f"{{{account}}}"))
        self._limit_s, self._scorer = longest.total_seconds(), scorer
        self._desk = Desk(self._api, claims, settings.assemblyai_models, clock)

    def queue(self, recording: Recording) -> str:
        """Long uploads go where a busy worker holds up nobody's polls."""
        large = (recording.size_bytes or 0) > _LONG_UPLOAD_BYTES
        return "transcribe" if large and self.wants_copy(recording) else "pipeline"

    def wants_copy(self, recording: Recording) -> bool:
        return not goes_by_link(recording)

    def prepare(self, recording: Recording, brief: Brief) -> None:
        refuse_unfit(recording, brief)

    def submit(self, recording: Recording, brief: Brief, progress: Progress) -> Submission:
        """The job; a transcript, which nobody has to hear, is read here."""
        refuse_unfit(recording, brief)
        meeting = read_here(recording, progress, self._limit_s, brief.scorer or self._scorer)
        if meeting is not None:
            return Submission(engine=self.name, meeting=meeting)
        return submit_once(self._desk, recording, brief, progress)

    def status(self, submission: Submission) -> Status:
        """Raises what `explain_failure` says where the job failed."""
        if submission.meeting is not None:
            return Status(done=True, share=1.0)
        told = self._told(submission)
        if told.get("status") == "error":
            transcript_id, language = _id(submission), submission.ids.get("language", "")
            raise explain_failure(told.get("error"), transcript_id, language)
        return Status(done=told.get("status") == "completed")

    def meeting(self, submission: Submission) -> Meeting:
        """Refuses `ENGINE_LOST` where it was deleted meanwhile."""
        if submission.meeting is not None:
            return submission.meeting
        told = self._told(submission)
        if _is_emptied(told) and told.get("text") != "":
            raise Refused(Why.ENGINE_LOST, engine="AssemblyAI", job=_id(submission))
        return read_meeting(told, submission.ids, self._scorer)

    def extras(self, submission: Submission) -> Extras:  # noqa: ARG002 - each one is billed
        return Extras()

    def rename(self, submission: Submission, names: Mapping[str, str]) -> None:
        """Its copy has no names to change."""

    def forget(self, submission: Submission) -> None:
        """Delete the transcript with its upload, and look whether it is gone; `Unavailable` while
        it is not."""
        if "transcript" not in submission.ids:
            return
        path = make_path(_id(submission))
        with suppress(Rejected):  # gone already, or not to be deleted now: the read tells which
            self._api.delete(path)
        try:
            left = self._api.get(path)
        except Rejected as error:
            if error.status in _GONE:
                return
            raise
        if not (isinstance(left, dict) and _is_emptied(left)):
            raise Unavailable("assemblyai", timedelta(seconds=10), detail="deleted but still there")

    def _told(self, submission: Submission) -> Mapping[str, Any]:
        transcript_id = _id(submission)
        try:
            told = self._api.get(make_path(transcript_id))
        except Rejected as error:
            if error.status in _GONE:
                raise Refused(Why.ENGINE_LOST, engine="AssemblyAI", job=transcript_id) from error
            raise
        if not isinstance(told, dict):
            raise Unavailable("assemblyai", detail="no transcript in the answer")
        return told


def _is_emptied(told: Mapping[str, Any]) -> bool:
    """Whether no words are left in it: an empty text, `null` or a remark stands in their place."""
    text = told.get("text")
    said = isinstance(text, str) and text.strip().lower().rstrip(".") not in ("", _DELETED)
    return not said and not told.get("words") and not told.get("utterances")


def _id(submission: Submission) -> str:
    try:
        return submission.ids["transcript"]
    except KeyError as error:
        raise Fault("not a submission to assemblyai") from error
