"""Submit: hand a recording over once, and only once, as each time costs money.

Before anything is sent, `progress.saved` says that it was begun; straight after the answer it holds
the ids. Whoever finds a beginning without ids looks for the brief's unique name among the account's
recent conversations, twice and some time apart, before anything is sent again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, MutableMapping
from datetime import datetime, timedelta

from workers.domain.errors import Refused, Stopped, Unavailable
from workers.domain.recording import Recording
from workers.domain.submission import Brief, Submission
from workers.engines.engine import Progress
from workers.engines.outside.silence import lose_patience
from workers.engines.outside.slots import Slots
from workers.engines.outside.upload import Upload
from workers.engines.outside.wire import Busy, NotDone, Unanswered, Unreachable
from workers.engines.symbl import recent
from workers.engines.symbl.api import Api
from workers.engines.symbl.parcel import Parcel, pack_parcel

Clock = Callable[[], datetime]

BEGUN = "symbl.begun"
MISSED = "symbl.missed"
IDS = "symbl.ids"
SILENT = "symbl.silent"
_LOOK_AGAIN = timedelta(seconds=30)
"""How long a conversation may take to be listed after its submit was accepted."""


def submit_once(
    api: Api, slots: Slots, clock: Clock, recording: Recording, brief: Brief, progress: Progress
) -> Submission:
    """The submission of `brief`: an earlier try's where there was one, else a new one."""
    saved = progress.saved
    if IDS in saved:
        return Submission(engine="symbl", ids=json.loads(saved[IDS]))
    begun = _moment(saved[BEGUN]) if BEGUN in saved else None
    try:
        parcel = pack_parcel(recording, brief, begun or clock())
    except Refused:
        slots.free(brief.name)
        raise
    found = None if begun is None else _found(api, clock, brief.name, begun, saved)
    if found is None:
        slots.take(brief.name)
        saved[BEGUN] = _stamp(begun or clock())
        found = _sent(api, slots, clock, parcel, brief.name, progress)
    ids = {"name": brief.name, **parcel.about, **found}
    saved[IDS] = json.dumps(ids).encode()
    slots.keep(brief.name)
    return Submission(engine="symbl", ids=ids)


def _found(
    api: Api, clock: Clock, name: str, begun: datetime, saved: MutableMapping[str, bytes]
) -> Mapping[str, str] | None:
    """What an earlier try was given; None where it is certain enough that it was given nothing.

    The list has no job ids: `settled` tells when such a conversation is complete.
    """
    conversation_id = recent.find_named(api, name, begun)
    if conversation_id is not None:
        return {"conversationId": conversation_id}
    now = clock()
    if MISSED not in saved:
        saved[MISSED] = _stamp(now)
    wait = _moment(saved[MISSED]) + _LOOK_AGAIN - now
    if wait > timedelta():
        raise Unavailable("symbl", wait, detail="not listed yet")
    del saved[MISSED]
    return None


def _sent(
    api: Api, slots: Slots, clock: Clock, parcel: Parcel, name: str, progress: Progress
) -> Mapping[str, str]:
    def at(share: float) -> None:
        progress.report(share)
        slots.keep(name)

    file = parcel.file
    try:
        answer = api.send(parcel.call, None if file is None else lambda: Upload(file, at))
    except (NotDone, Refused, Stopped) as error:
        _take_back(slots, name, progress.saved)
        if isinstance(error, Busy):
            slots.close(error.retry_after)
        if isinstance(error, Unreachable):
            lose_patience(progress.saved, SILENT, clock(), "Symbl", "SYMBL_BASE_URL")
        else:
            progress.saved.pop(SILENT, None)
        raise
    return _given(answer)


def _given(answer: object) -> Mapping[str, str]:
    """The two ids; without them the outcome is as unknown as without an answer."""
    told = answer if isinstance(answer, dict) else {}
    given = {key: str(told[key]) for key in ("conversationId", "jobId") if told.get(key)}
    if "conversationId" not in given:
        raise Unanswered("symbl", timedelta(seconds=5), detail="no conversation id")
    return given


def _take_back(slots: Slots, name: str, saved: MutableMapping[str, bytes]) -> None:
    """It is certain that no job came of this try: the next one may send without looking."""
    saved.pop(BEGUN, None)
    slots.free(name)


def _stamp(moment: datetime) -> bytes:
    return moment.isoformat().encode()


def _moment(stamp: bytes) -> datetime:
    return datetime.fromisoformat(stamp.decode())
