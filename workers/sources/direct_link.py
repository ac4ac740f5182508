"""Any link that leads straight to a recording, presigned ones included; claims every link."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from workers.recording import Recording
from workers.sources.sign_in import refuse_sign_in
from workers.sources.sniff import kind_by_bytes
from workers.web import Answer, OnBytes, Visit, Web
from workers.web.download import unwatched


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
        link = recording.link or ""
        glance = self._web.glance(Visit(link=link))
        refuse_sign_in(glance.link)
        kind = kind_by_bytes(glance.head, glance.name, glance.content_type)
        public = not (glance.redirected or glance.private)
        return replace(
            recording,
            name=recording.name or glance.name,
            kind=kind,
            size_bytes=glance.size_bytes,
            media_url=link if public else None,
            public=public,
        )

    def fetch(self, recording: Recording, folder: Path, on_bytes: OnBytes = unwatched) -> Recording:
        fetched = self._web.download(
            Visit(link=recording.link or ""), folder, inspect=recordings_only, on_bytes=on_bytes
        )
        return replace(
            recording,
            name=recording.name or fetched.name,
            kind=kind_by_bytes(fetched.head, fetched.name, fetched.content_type),
            size_bytes=fetched.size_bytes,
            path=fetched.path,
        )


def recordings_only(answer: Answer, head: bytes) -> None:
    """An `Inspect` that ends a download which is no recording at its first bytes."""
    kind_by_bytes(head, answer.name, answer.content_type)
