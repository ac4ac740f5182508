"""SymblEngine: the Async API behind the `Engine` protocol."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import requests
from redis import Redis

from workers.domain.errors import Fault, Refused, Unavailable, Why
from workers.domain.extras import Extras
from workers.domain.meeting import Meeting
from workers.domain.recording import Recording
from workers.domain.submission import Brief, Status, Submission
from workers.engines.engine import Progress
from workers.engines.outside.slots import HELD, Slots
from workers.engines.outside.wire import Call, Rejected, Service
from workers.engines.symbl import SymblSettings, members, messages
from workers.engines.symbl.api import Api, make_conversation_path
from workers.engines.symbl.credentials import Credentials
from workers.engines.symbl.extras import collect_extras
from workers.engines.symbl.limits import refuse_unfit
from workers.engines.symbl.parcel import goes_by_link
from workers.engines.symbl.settled import is_settled
from workers.engines.symbl.submit import Clock, submit_once
from workers.engines.symbl.token import Tokens
from workers.store.keys import Key

_LONG_UPLOAD_BYTES = 200 << 20


def _now() -> datetime:
    return datetime.now(UTC)


class SymblEngine:
    """One account of Symbl's. `redis` answers in bytes; `scorer` scores what the API has not."""

    name = "symbl"
    pauses = tuple(
        timedelta(seconds=seconds) for seconds in (2, *[1.5] * 5, *[5] * 4, *[10] * 3, 30)
    )
    """Often at first: most recordings are short, and a person waits for them."""

    def __init__(
        self,
        credentials: Credentials,
        settings: SymblSettings,
        redis: Redis,
        *,
        scorer: str = "model",
        http: requests.Session | None = None,
        clock: Clock = _now,
    ) -> None:
        http = http or requests.Session()
        base_url = settings.symbl_base_url
        account = hashlib.sha256(f"{base_url} {credentials.app_id}".encode()).hexdigest()[:12]
        self._keys = Key.ENGINE.make(self.name, f"{{{account}}}")
        self._redis = redis
        self._clock = clock
        self._scorer = scorer
        service = Service("symbl", "Symbl", base_url)
        self._api = Api(http, service, Tokens(http, service, credentials, redis, self._keys))
        self._slots = Slots(redis, self._keys, settings.symbl_concurrency, what="symbl")

    def queue(self, recording: Recording) -> str:
        """Long uploads go where a busy worker holds up nobody's polls."""
        large = (recording.size_bytes or 0) > _LONG_UPLOAD_BYTES
        return "transcribe" if large and self.wants_copy(recording) else "pipeline"

    def wants_copy(self, recording: Recording) -> bool:
        return not goes_by_link(recording)

    def prepare(self, recording: Recording, brief: Brief) -> None:
        """Refuse what can be refused and hold a slot, before a copy is fetched for nothing.

        The slot is held for a minute only: a fetch that fails has nobody to give it back.
        """
        refuse_unfit(recording, brief)
        self._slots.take(brief.name, life=HELD)

    def submit(self, recording: Recording, brief: Brief, progress: Progress) -> Submission:
        return submit_once(self._api, self._slots, self._clock, recording, brief, progress)

    def status(self, submission: Submission) -> Status:
        """Refuses `ENGINE_FAILED`; the API gives no reason with it."""
        ids = submission.ids
        done = self._is_done(ids)
        if done:
            self._slots.free(ids["name"])
        else:
            self._slots.keep(ids["name"])
        return Status(done=done)

    def meeting(self, submission: Submission) -> Meeting:
        # Asked about a language that it does not score, the API may refuse the messages as well.
        query = {"sentiment": "true"} if messages.is_about_english(submission.ids) else {}
        path = make_conversation_path(_conversation_id(submission), "messages")
        return messages.read_messages(self._api.get(path, query), submission.ids, self._scorer)

    def extras(self, submission: Submission) -> Extras:
        """Topics and the like, for after the chart is out."""
        _conversation_id(submission)
        return collect_extras(self._api, submission.ids)

    def rename(self, submission: Submission, names: Mapping[str, str]) -> None:
        """Tell Symbl who is who: label -> name. The same name for two labels merges them."""
        said = {label: name.strip() for label, name in names.items()}
        members.rename_members(
            self._api, self._redis, self._keys, _conversation_id(submission), said
        )

    def forget(self, submission: Submission) -> None:
        """Delete the conversation, and look whether it is gone; `Unavailable` while it is not."""
        self._slots.free(submission.ids.get("name", ""))
        if "conversationId" not in submission.ids:
            return
        conversation_id = submission.ids["conversationId"]
        self._redis.delete(members.make_labels_key(self._keys, conversation_id))
        _delete(self._api, make_conversation_path(conversation_id))

    def _is_done(self, ids: Mapping[str, str]) -> bool:
        if "jobId" not in ids:
            return is_settled(self._api, self._redis, self._keys, ids["conversationId"])
        try:
            told = self._api.get(f"/v1/job/{ids['jobId']}")
        except Rejected as error:
            raise Unavailable("symbl", timedelta(seconds=10), detail="job not known yet") from error
        state = told.get("status") if isinstance(told, dict) else None
        if state == "failed":
            self._slots.free(ids["name"])
            raise Refused(Why.ENGINE_FAILED, engine="Symbl", job=ids["jobId"])
        return state == "completed"


def _conversation_id(submission: Submission) -> str:
    try:
        return submission.ids["conversationId"]
    except KeyError as error:
        raise Fault("not a submission to symbl") from error


def _delete(api: Api, path: str) -> None:
    with suppress(Rejected):  # gone already, or not to be deleted now: the read tells which
        api.send(Call(method="DELETE", path=path))
    try:
        left = api.get(path)
    except Rejected as error:
        if error.status in (400, 404, 410):  # how an id that does not exist is answered
            return
        raise
    if isinstance(left, dict) and "id" in left:
        raise Unavailable("symbl", timedelta(seconds=10), detail="deleted but still there")
