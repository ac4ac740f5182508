"""What Zoom says of a recording, as our nouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from workers.domain.captions_link import CaptionsLink
from workers.domain.recording import Recording, guess_kind
from workers.domain.subscription import MeetingInfo

CAPTIONS = ("TRANSCRIPT", "CC")
"""The file types that say who speaks, the better one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A meeting and the one file of it worth listening to.

    `gesture` stands for this file and `occasion` for the meeting: both stay the same when Zoom
    calls again.
    """

    meeting: MeetingInfo
    recording: Recording
    gesture: str
    occasion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcribed:
    """A meeting and its captions, one link for each part of it."""

    meeting: MeetingInfo
    captions: tuple[CaptionsLink, ...]
    occasion: str


class ZoomFile(msgspec.Struct, frozen=True):
    """One of the files that a recording consists of."""

    id: str = ""
    recording_type: str = ""
    recording_start: str = ""
    recording_end: str = ""
    file_type: str = ""
    file_size: int = 0
    download_url: str = ""
    status: str = "completed"

    @property
    def ready(self) -> bool:
        return self.status == "completed" and bool(self.download_url)


class ZoomMeeting(msgspec.Struct, frozen=True):
    """`payload.object`; the duration is in minutes, and in some calls 0 although it was longer."""

    uuid: str
    topic: str = ""
    host_email: str = ""
    start_time: str = ""
    duration: int = 0
    recording_files: tuple[ZoomFile, ...] = ()


class ZoomPayload(msgspec.Struct, frozen=True, rename={"meeting": "object"}):
    """`payload`."""

    meeting: ZoomMeeting


def read_recorded(payload: bytes, token: str) -> Recorded | None:
    """None where no file of it is to be listened to. Raises msgspec.DecodeError."""
    meeting = msgspec.json.decode(payload, type=ZoomPayload).meeting
    file = choose_file(meeting.recording_files)
    if file is None or not token:
        return None
    name = f"{meeting.topic.strip() or 'Meeting'}.{file.file_type.lower()}"
    return Recorded(
        meeting=_info(meeting),
        recording=Recording(
            link=file.download_url,
            name=name,
            title=meeting.topic.strip(),
            made_at=_moment(file.recording_start) or _moment(meeting.start_time),
            kind=guess_kind(name),
            size_bytes=file.file_size or None,
            token=token,
            captions_link=_captions_beside(file, meeting.recording_files),
        ),
        gesture=f"{_occasion(meeting)}:{file.id}",
        occasion=_occasion(meeting),
    )


def read_transcribed(payload: bytes, token: str) -> Transcribed | None:
    """None where no file of it says who speaks. Raises msgspec.DecodeError."""
    meeting = msgspec.json.decode(payload, type=ZoomPayload).meeting
    now = datetime.now(UTC)
    links = tuple(
        CaptionsLink(
            link=file.download_url, token=token, began=_moment(file.recording_start), came_at=now
        )
        for file in meeting.recording_files
        if file.ready and file.file_type == "TRANSCRIPT"
    )
    if not links or not token:
        return None
    return Transcribed(meeting=_info(meeting), captions=links, occasion=_occasion(meeting))


def choose_file(files: Sequence[ZoomFile]) -> ZoomFile | None:
    """The sound alone (the longest part of it, where recording was paused), else the smallest
    video: all videos of a meeting are the same meeting."""
    ready = [file for file in files if file.ready]
    sound = [file for file in ready if file.recording_type == "audio_only"]
    if sound:
        return max(sound, key=lambda file: file.file_size)
    videos = [file for file in ready if file.file_type == "MP4"]
    return min(videos, key=lambda file: file.file_size, default=None)


def _captions_beside(file: ZoomFile, files: Sequence[ZoomFile]) -> str | None:
    """The link to the captions of the same part of the meeting; None where there are none."""
    fitting = [
        each
        for each in files
        if each.ready
        and each.file_type in CAPTIONS
        and each.recording_start == file.recording_start
    ]
    best = min(fitting, key=lambda each: CAPTIONS.index(each.file_type), default=None)
    return None if best is None else best.download_url


def _occasion(meeting: ZoomMeeting) -> str:
    return f"zoom:{meeting.uuid}"


def _info(meeting: ZoomMeeting) -> MeetingInfo:
    return MeetingInfo(title=meeting.topic, host=meeting.host_email, minutes=_minutes(meeting))


def _minutes(meeting: ZoomMeeting) -> int:
    """What Zoom says, else from the beginning of its first file to the end of its last."""
    begun = [
        moment for file in meeting.recording_files if (moment := _moment(file.recording_start))
    ]
    ended = [moment for file in meeting.recording_files if (moment := _moment(file.recording_end))]
    if meeting.duration or not (begun and ended):
        return meeting.duration
    return round((max(ended) - min(begun)).total_seconds() / 60)


def _moment(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written).astimezone(UTC)
    except ValueError:
        return None
