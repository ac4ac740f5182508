"""Any link that leads straight to a recording, presigned ones included; claims every link."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from workers.domain.recording import Recording
from workers.sources.copying import copy_recording
from workers.sources.sign_in import refuse_sign_in
from workers.sources.sniff import sniff_kind
from workers.web import OnBytes, Visit, Web
from workers.web.download import ignore_bytes


class DirectLink:
    """A link to the bytes themselves."""

    name = "direct_link"
    examples: tuple[str, ...] = (
        "https://media.example.com/meetings/weekly.mp3",
        "https://media.example.com/meetings/weekly.vtt?download=1",
        "https://bucket.s3.eu-west-1.amazonaws.com/weekly.mp4?X-Amz-Expires=3600&X-Amz-Signature=0",
        "https://storage.googleapis.com/bucket/weekly.m4a?X-Goog-Signature=0",
        "https://account.blob.core.windows.net/box/weekly.wav?se=2026-09-01T10%3A00%3A00Z&sig=0",
    )

    def __init__(self, web: Web) -> None:
        self._web = web

    @staticmethod
    def claims(recording: Recording) -> bool:
        return recording.link is not None

    def locate(self, recording: Recording) -> Recording:
        glance = self._web.glance(Visit(link=recording.link or ""))
        refuse_sign_in(glance.link)
        kind = sniff_kind(glance.head, glance.name, glance.content_type)
        public = not (glance.redirected or glance.private)
        return replace(
            recording,
            name=glance.given_name or recording.name or glance.name,
            kind=kind,
            size_bytes=glance.size_bytes,
            media_url=glance.link if public else None,
            public=public,
        )

    def fetch(
        self, recording: Recording, folder: Path, on_bytes: OnBytes = ignore_bytes
    ) -> Recording:
        visit = Visit(link=recording.link or "")
        return copy_recording(recording, visit, folder, self._web.download, on_bytes)
