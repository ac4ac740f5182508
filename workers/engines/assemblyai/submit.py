"""Submit: hand a recording over once, and only once, as each transcript costs money.

An upload is free and may be repeated. Before the order is sent, `progress.saved` says that it was
begun; straight after the answer it holds the ids. Whoever finds a beginning without ids looks for
the transcript by the address of its sound, twice and some time apart, before anything is ordered
again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from workers.domain.errors import Fault, Refused, Stopped, Unavailable
from workers.domain.recording import Recording
from workers.domain.submission import Brief, Submission
from workers.engines.assemblyai.api import Api, Unfit
from workers.engines.assemblyai.limits import goes_by_link
from workers.engines.assemblyai.order import SENTIMENT, SPEAKERS, make_order
from workers.engines.assemblyai.recent import Claims, find_recent
from workers.engines.engine import Progress
from workers.engines.outside.silence import lose_patience
from workers.engines.outside.wire import NotDone, Unanswered, Unreachable

BEGUN = "assemblyai.begun"
MISSED = "assemblyai.missed"
IDS = "assemblyai.ids"
AUDIO = "assemblyai.audio"
WITHOUT = "assemblyai.without"
SILENT = "assemblyai.silent"
_OPTIONAL = frozenset({SENTIMENT, SPEAKERS})
_LOOK_AGAIN = timedelta(seconds=30)
"""How long a transcript may take to be listed after its order was accepted."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What an order is made with."""

    api: Api
    claims: Claims
    models: Sequence[str]
    clock: Callable[[], datetime]


def submit_once(desk: Desk, recording: Recording, brief: Brief, progress: Progress) -> Submission:
    """The submission of `brief`: an earlier try's where there was one, else a new one."""
    saved = progress.saved
    if IDS not in saved:
        try:
            transcript_id = _ordered(desk, recording, brief, progress)
        except Unreachable as error:
            lose_patience(saved, SILENT, desk.clock(), "AssemblyAI", "ASSEMBLYAI_BASE_URL")
            raise error from None
        desk.claims.take(transcript_id, brief.name)
        saved[IDS] = json.dumps(_about(transcript_id, brief, _without(saved))).encode()
    return Submission(engine="assemblyai", ids=json.loads(saved[IDS]))


def _ordered(desk: Desk, recording: Recording, brief: Brief, progress: Progress) -> str:
    audio_url = _audio_url(desk.api, recording, progress)
    begun = progress.saved.get(BEGUN)
    if begun is not None:
        found = _found(desk, audio_url, brief.name, _moment(begun), progress.saved)
        if found is not None:
            return found
    return _sent(desk, audio_url, brief, progress.saved)


def _audio_url(api: Api, recording: Recording, progress: Progress) -> str:
    """Where the API finds the sound: a public link, or what an upload was answered with."""
    if goes_by_link(recording):
        return str(recording.media_url)
    saved = progress.saved
    if AUDIO not in saved:
        if recording.path is None:
            raise Fault("a recording that does not go by link needs a copy")
        answer = api.upload(recording.path, progress.report)
        upload_url = answer.get("upload_url") if isinstance(answer, dict) else None
        if not isinstance(upload_url, str) or not upload_url:
            raise Unanswered("assemblyai", detail="no upload url")
        saved[AUDIO] = upload_url.encode()
    return saved[AUDIO].decode()


def _found(
    desk: Desk, audio_url: str, name: str, begun: datetime, saved: MutableMapping[str, bytes]
) -> str | None:
    """What an earlier try was given; None where it is certain enough that it was given nothing."""
    transcript_id = find_recent(desk.api, desk.claims, audio_url, name, begun)
    if transcript_id is not None:
        return transcript_id
    now = desk.clock()
    if MISSED not in saved:
        saved[MISSED] = _stamp(now)
    wait = _moment(saved[MISSED]) + _LOOK_AGAIN - now
    if wait > timedelta():
        raise Unavailable("assemblyai", wait, detail="not listed yet")
    del saved[MISSED]
    return None


def _sent(desk: Desk, audio_url: str, brief: Brief, saved: MutableMapping[str, bytes]) -> str:
    saved[BEGUN] = _stamp(desk.clock())
    try:
        answer = _order(desk, audio_url, brief, saved)
    except (NotDone, Refused, Stopped):
        saved.pop(BEGUN, None)  # it is certain that nothing came of it
        raise
    transcript_id = answer.get("id") if isinstance(answer, dict) else None
    if not isinstance(transcript_id, str) or not transcript_id:
        raise Unanswered("assemblyai", detail="no transcript id")
    return transcript_id


def _order(desk: Desk, audio_url: str, brief: Brief, saved: MutableMapping[str, bytes]) -> Any:
    """Order it; what the language does not have is left out, each feature once."""
    without = _without(saved)
    try:
        order = make_order(audio_url, brief, desk.models, without)
        return desk.api.post("/v2/transcript", order)
    except Unfit as unfit:
        missing = unfit.features & _OPTIONAL - without
        if not missing:
            raise
        saved[WITHOUT] = json.dumps(sorted(without | missing)).encode()
    return _order(desk, audio_url, brief, saved)


def _without(saved: MutableMapping[str, bytes]) -> frozenset[str]:
    return frozenset(json.loads(saved[WITHOUT])) if WITHOUT in saved else frozenset()


def _about(transcript_id: str, brief: Brief, without: frozenset[str]) -> dict[str, str]:
    """What reading the result will need to know."""
    about = {"transcript": transcript_id, "language": brief.language}
    if brief.speakers is not None:
        about["asked"] = str(brief.speakers)
    if brief.scorer:
        about["scorer"] = brief.scorer
    if without:
        about["without"] = " ".join(sorted(without))
    return about


def _stamp(moment: datetime) -> bytes:
    return moment.isoformat().encode()


def _moment(stamp: bytes) -> datetime:
    return datetime.fromisoformat(stamp.decode())
