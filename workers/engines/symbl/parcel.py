"""Parcel: a recording and its brief as one request.

Files: raw body, options on the query string. Links and transcripts: JSON, options in the body; the
diarization flags of links stand in both places, as the API's documents disagree on where they go.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from workers.domain.recording import Kind, Recording, guess_kind
from workers.domain.submission import Brief
from workers.engines.outside.wire import Call
from workers.engines.symbl.limits import refuse_unfit, refuse_unfit_media
from workers.engines.symbl.media import Media, look_at_media
from workers.engines.symbl.transcript import make_messages, spell_instant
from workers.media.formats import Format

GUESSED_SPEAKERS = 2
"""Diarization needs a number. Without one from the person who asked, two it is: the commonest
meeting, and a chart of one merged "Speaker" would say nothing. The meeting then says that the
number was a guess (`speakers_estimated`)."""
_DIARIZED = ("en", "es")
_CONTENT_TYPES = {Format.MP3: "audio/mpeg", Format.WAV: "audio/wav"}
"""The API checks an audio Content-Type against a short list; without one it looks at the bytes."""
_UPLOAD_ANSWER_S = 120


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent to submit, and what reading the result will need to know; `file` is the body."""

    call: Call
    about: Mapping[str, str]
    """`language`; `asked` (how many speakers), `length_s`, `anchor`, `transcript` where known."""
    file: Path | None = None


def goes_by_link(recording: Recording) -> bool:
    """Whether the API can fetch it itself: public, and plainly audio or video."""
    return (
        recording.public
        and recording.media_url is not None
        and recording.kind in (Kind.AUDIO, Kind.VIDEO)
    )


def pack_parcel(recording: Recording, brief: Brief, anchor: datetime) -> Parcel:
    """The request that submits `recording`.

    `anchor` is the moment that a transcript's times count from, as the API wants absolute ones.
    """
    refuse_unfit(recording, brief)
    if goes_by_link(recording):
        return _by_link(recording, brief)
    if recording.path is None:
        raise ValueError("a recording that does not go by link needs a copy")
    if guess_kind(recording.name) is Kind.TRANSCRIPT or recording.kind is Kind.TRANSCRIPT:
        return _by_text(recording.path, recording, brief, anchor)
    return _by_file(recording.path, recording, brief)


def _by_link(recording: Recording, brief: Brief) -> Parcel:
    flags = _diarization(brief)
    call = Call(
        method="POST",
        path=f"/v1/process/{recording.kind}/url",
        query={name: _spelled(value) for name, value in flags.items()},
        body={"url": recording.media_url} | _options(brief) | flags,
    )
    return Parcel(call, _about(brief, recording.length_s))


def _by_file(path: Path, recording: Recording, brief: Brief) -> Parcel:
    media = look_at_media(path, recording.name)
    refuse_unfit_media(media)
    options = _options(brief) | _diarization(brief)
    call = Call(
        method="POST",
        path="/v1/process/video" if media.video else "/v1/process/audio",
        query={name: _spelled(value) for name, value in options.items()},
        headers=_content_type(media),
        answer_s=_UPLOAD_ANSWER_S,
    )
    return Parcel(call, _about(brief, media.length_s or recording.length_s), path)


def _by_text(path: Path, recording: Recording, brief: Brief, anchor: datetime) -> Parcel:
    told = make_messages(path, recording.name, anchor)
    body = {"name": brief.name, "messages": told, "webhookUrl": brief.webhook_url}
    call = Call(
        method="POST",
        path="/v1/process/text",
        body=_without_nothing(body),
        answer_s=_UPLOAD_ANSWER_S,
    )
    about = _about(brief, recording.length_s) | {"transcript": "yes"}
    if all("duration" in message for message in told):
        about["anchor"] = spell_instant(anchor)
    return Parcel(call, about)


def _about(brief: Brief, length_s: float | None) -> dict[str, str]:
    told = {"language": brief.language, "asked": brief.speakers, "length_s": length_s}
    return {name: str(value) for name, value in _without_nothing(told).items()}


def _options(brief: Brief) -> dict[str, Any]:
    return _without_nothing(
        {
            "name": brief.name,
            "languageCode": brief.language,
            "customVocabulary": list(brief.vocabulary) or None,
            "webhookUrl": brief.webhook_url,
            "enableAllTrackers": True,  # otherwise the account's own trackers never match
        }
    )


def _diarization(brief: Brief) -> dict[str, Any]:
    """Both flags or neither; speakers are told apart in English and Spanish only."""
    if brief.language.split("-")[0].lower() not in _DIARIZED:
        return {}
    count = GUESSED_SPEAKERS if brief.speakers is None else brief.speakers
    return {"enableSpeakerDiarization": True, "diarizationSpeakerCount": count}


def _without_nothing(options: Mapping[str, Any]) -> dict[str, Any]:
    """The API turns down nulls: what is not set is not sent."""
    return {name: value for name, value in options.items() if value is not None}


def _spelled(value: object) -> str:
    """As the query string wants it: lower-case booleans, JSON for lists."""
    return value if isinstance(value, str) else json.dumps(value)


def _content_type(media: Media) -> dict[str, str]:
    if media.video:
        return {"Content-Type": "video/mp4"}
    accepted = _CONTENT_TYPES.get(media.format)
    return {"Content-Type": accepted} if accepted else {}
