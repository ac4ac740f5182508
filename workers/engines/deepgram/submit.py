"""Submit: one long call. Its answer is all there ever is, and each call costs money.

Before it is made, `progress.saved` says so; straight after the answer it holds the meeting. A call
whose answer was lost is made once more, and then people are told.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import requests
from requests.auth import AuthBase

from workers.domain.errors import Refused, Stopped, Why
from workers.domain.meeting import Meeting
from workers.domain.submission import Brief
from workers.engines.deepgram.errors import Unscorable, read_answer
from workers.engines.deepgram.options import find_content_type, make_query
from workers.engines.deepgram.transcript import read_meeting
from workers.engines.engine import Progress
from workers.engines.outside.attended import Sent, attend_call
from workers.engines.outside.silence import lose_patience
from workers.engines.outside.slots import Slots
from workers.engines.outside.upload import Upload
from workers.engines.outside.wire import (
    Busy,
    Call,
    NotDone,
    Service,
    Unanswered,
    Unreachable,
    send_call,
)
from workers.media.formats import Format

CALLS = "deepgram.calls"
"""How many calls have an unknown outcome."""
HEARD = "deepgram.heard"
UNSCORED = "deepgram.unscored"
SILENT = "deepgram.silent"
MOST_CALLS = 2
_CALL_AGAIN = timedelta(minutes=1)
"""The second call is the last one: what is wrong over there is given a while to pass."""
ANSWER_S = 660
"""It works for ten minutes at most, and then says 504."""
_SENT = 0.5
"""The share of the work behind sending; how far the listening is, nobody tells."""


class TokenAuth(AuthBase):
    """Signs a request. An auth object, as a bare header would lose against a ~/.netrc entry."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Token {self._key}"
        return request


@dataclass(frozen=True, slots=True)
class Desk:
    """What a call is made with."""

    http: requests.Session
    service: Service
    auth: AuthBase
    slots: Slots
    model: str
    clock: Callable[[], datetime]
    scorer: str = "model"


def hear_once(desk: Desk, path: Path, kind: Format, brief: Brief, progress: Progress) -> Meeting:
    """The meeting in the sound at `path`: an earlier try's where there was one.

    Raises `Unavailable` where a call may be made (again) later; refuses `ENGINE_UNANSWERED` where
    two were made and no answer came.
    """
    saved = progress.saved
    if HEARD in saved:
        return msgspec.json.decode(saved[HEARD], type=Meeting)
    calls = int(saved.get(CALLS, b"0"))
    if calls >= MOST_CALLS:
        raise Refused(Why.ENGINE_UNANSWERED, engine="Deepgram")
    desk.slots.take(brief.name)
    saved[CALLS] = str(calls + 1).encode()
    try:
        told = _called(desk, path, kind, brief, progress)
    except (NotDone, Refused, Stopped) as error:
        saved[CALLS] = str(calls).encode()  # it is certain that nothing came of it
        _note_trouble(desk, saved, error)
        raise
    except Unanswered as error:
        saved.pop(SILENT, None)
        raise Unanswered(str(error), max(error.retry_after, _CALL_AGAIN)) from error
    finally:
        desk.slots.free(brief.name)
    meeting = read_meeting(told, brief.language, brief.speakers, brief.scorer or desk.scorer)
    saved[HEARD] = msgspec.json.encode(meeting)
    return meeting


def _called(
    desk: Desk, path: Path, kind: Format, brief: Brief, progress: Progress
) -> dict[str, Any]:
    sent = Sent()
    call = Call(
        method="POST",
        path="/v1/listen",
        query=make_query(brief, desk.model, scored=UNSCORED not in progress.saved),
        headers={"Content-Type": find_content_type(kind)},
        answer_s=ANSWER_S,
    )

    def send() -> Any:
        with Upload(path, sent.note) as body:
            answer = send_call(desk.http, desk.service, call, auth=desk.auth, upload=body)
        return read_answer(answer, desk.service)

    def look() -> None:
        try:
            progress.report(sent.share * _SENT)
        except Stopped:
            sent.stopped = True
            raise

    look()
    try:
        return dict(attend_call(send, look))
    except Unscorable:
        if UNSCORED in progress.saved:
            raise
        progress.saved[UNSCORED] = b"yes"
    return _called(desk, path, kind, brief, progress)


def _note_trouble(
    desk: Desk, saved: MutableMapping[str, bytes], error: NotDone | Refused | Stopped
) -> None:
    if isinstance(error, Busy):
        desk.slots.close(error.retry_after)
    if isinstance(error, Unreachable):
        lose_patience(saved, SILENT, desk.clock(), "Deepgram", "DEEPGRAM_BASE_URL")
    else:
        saved.pop(SILENT, None)
