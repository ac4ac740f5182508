"""Zoom's calls after a meeting, as its documentation shows them."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import requests

Json = dict[str, Any]
UUID = "4444AAAiAAAAAiAiAiiAii=="
TOKEN = "a-download-token"
LATER_TOKEN = "a-later-download-token"


@dataclass(frozen=True, slots=True, kw_only=True)
class Zoom:
    """Calls `url` with what it has to tell, signed with `secret`."""

    url: str
    secret: str

    def tells(self, event: Json) -> requests.Response:
        body = json.dumps(event).encode()
        return self.posts(body, signature(self.secret, body))

    def posts(self, body: bytes, headers: Mapping[str, str]) -> requests.Response:
        return requests.post(
            self.url, data=body, headers={"Content-Type": "application/json", **headers}, timeout=5
        )


def signature(secret: str, body: bytes, *, at: float | None = None) -> dict[str, str]:
    """The two headers of a genuine call."""
    moment = str(int(time.time() if at is None else at))
    signed = f"v0:{moment}:".encode() + body
    mark = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return {"x-zm-request-timestamp": moment, "x-zm-signature": f"v0={mark}"}


def url_validation(plain: str) -> Json:
    return {
        "event": "endpoint.url_validation",
        "event_ts": 1654503849680,
        "payload": {"plainToken": plain},
    }


def a_file(file_id: str, recording_type: str, file_type: str, size: int, **more: Any) -> Json:
    return {
        "id": file_id,
        "meeting_id": UUID,
        "recording_start": "2026-05-04T09:00:12Z",
        "recording_end": "2026-05-04T09:31:40Z",
        "recording_type": recording_type,
        "file_type": file_type,
        "file_size": size,
        "file_extension": file_type,
        "play_url": f"https://zoom.us/rec/play/{file_id}",
        "download_url": f"https://zoom.us/rec/webhook_download/{file_id}",
        "status": "completed",
    } | more


VIDEO = a_file("video-1", "shared_screen_with_speaker_view", "MP4", 300_000)
GALLERY = a_file("video-2", "gallery_view", "MP4", 200_000)
AUDIO = a_file("audio-1", "audio_only", "M4A", 90_000)
CHAT = a_file("chat-1", "chat_file", "CHAT", 400)


def recording_completed(
    topic: str = "Weekly sync", *, files: Sequence[Json] = (VIDEO, AUDIO, CHAT), **known: Any
) -> Json:
    """`known` goes into the meeting."""
    meeting = {
        "id": 1234567890,
        "uuid": UUID,
        "host_id": "x8yxxxxWRxqqqqqqqq",
        "account_id": "AAAAAABBBB",
        "topic": topic,
        "type": 4,
        "start_time": "2026-05-04T09:00:00Z",
        "timezone": "Europe/London",
        "host_email": "ana@example.com",
        "duration": 31,
        "password": "132456",
        "share_url": "https://zoom.us/rec/share/abc",
        "total_size": sum(file["file_size"] for file in files),
        "recording_count": len(files),
        "on_prem": False,
        "recording_play_passcode": "yNYIS408EJygs7rE5vVsJwXIz4-VW7MH",
        "recording_files": list(files),
    }
    return {
        "event": "recording.completed",
        "event_ts": 1777887200000,
        "payload": {"account_id": "AAAAAABBBB", "object": meeting | known},
        "download_token": TOKEN,
    }


TRANSCRIPT = a_file("transcript-1", "audio_transcript", "TRANSCRIPT", 900, file_extension="VTT")
CC = a_file("cc-1", "closed_caption", "CC", 900, file_extension="VTT")


def transcript_completed(files: Sequence[Json] = (TRANSCRIPT,), **known: Any) -> Json:
    """Comes minutes after the recording; `known` goes into the meeting."""
    told = recording_completed(files=files, **known)
    return told | {"event": "recording.transcript_completed", "download_token": LATER_TOKEN}
