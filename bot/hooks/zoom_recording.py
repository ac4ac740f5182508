"""What Zoom says of a recording, as our nouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from workers.recording import Recording, kind_of
from workers.subscriptions import MeetingInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A meeting and the one file of it worth listening to; `gesture` is the same whenever Zoom
    tells of it again."""

    meeting: MeetingInfo
    recording: Recording
    gesture: str


class ZoomFile(msgspec.Struct, frozen=True):
    """One of the files that a recording consists of."""

    id: str = ""
    recording_type: str = ""
    file_type: str = ""
    file_size: int = 0
    download_url: str = ""
    status: str = "completed"


class ZoomMeeting(msgspec.Struct, frozen=True):
    """`payload.object`; the duration is in minutes."""

    uuid: str
    topic: str = ""
    host_email: str = ""
    start_time: str = ""
    duration: int = 0
    recording_files: tuple[ZoomFile, ...] = ()


class ZoomPayload(msgspec.Struct, frozen=True, rename={"meeting": "object"}):
    """`payload`."""

    meeting: ZoomMeeting


def recorded(payload: bytes, token: str) -> Recorded | None:
    """None where no file of it is to be listened to. Raises msgspec.DecodeError."""
    meeting = msgspec.json.decode(payload, type=ZoomPayload).meeting
    file = chosen(meeting.recording_files)
    if file is None or not token:
        return None
    name = f"{meeting.topic.strip() or 'Meeting'}.{file.file_type.lower()}"
    return Recorded(
        meeting=MeetingInfo(title=meeting.topic, host=meeting.host_email, minutes=meeting.duration),
        recording=Recording(
            link=file.download_url,
            name=name,
            title=meeting.topic.strip(),
            made_at=_moment(meeting.start_time),
            kind=kind_of(name),
            size_bytes=file.file_size or None,
            token=token,
        ),
        gesture=f"zoom:{meeting.uuid}:{file.id}",
    )


def _moment(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written).astimezone(UTC)
    except ValueError:
        return None


def chosen(files: Sequence[ZoomFile]) -> ZoomFile | None:
    """The sound alone (the longest part of it, where recording was paused), else the smallest
    video: all videos of a meeting are the same meeting."""
    ready = [file for file in files if file.status == "completed" and file.download_url]
    sound = [file for file in ready if file.recording_type == "audio_only"]
    if sound:
        return max(sound, key=lambda file: file.file_size)
    videos = [file for file in ready if file.file_type == "MP4"]
    return min(videos, key=lambda file: file.file_size, default=None)
