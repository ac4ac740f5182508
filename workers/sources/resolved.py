"""Sites whose pages have to be read to find the recording."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from workers.recording import Kind, Recording, kind_of
from workers.sources.recognise import site_of
from workers.sources.resolver import Resolved, resolve
from workers.sources.sniff import kind_by_bytes
from workers.web import Answer, OnBytes, Visit, Web
from workers.web.download import unwatched


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedSite:
    """One such site: what people call it (`title`; empty means that its host's name says it
    best), and which of yt-dlp's extractors know it."""

    web: Web
    name: str
    title: str
    examples: tuple[str, ...]
    extractors: tuple[str, ...]

    def claims(self, recording: Recording) -> bool:
        return recording.link is not None and site_of(recording.link) == self.name

    def locate(self, recording: Recording) -> Recording:
        found = self._resolved(recording)
        return replace(
            recording,
            name=recording.name or _named(found),
            kind=kind_of(f"x.{found.extension}"),
            length_s=found.length_s,
        )

    def fetch(self, recording: Recording, folder: Path, on_bytes: OnBytes = unwatched) -> Recording:
        """The media URL is asked for anew: it lives for minutes, an analysis may have waited."""
        found = self._resolved(recording)
        name = recording.name or _named(found)

        def inspect(answer: Answer, head: bytes) -> None:
            kind_by_bytes(head, name, answer.content_type)

        visit = Visit(link=found.media_url, headers=found.headers)
        download = self.web.download_pieces if found.streamed else self.web.download
        fetched = download(visit, folder, inspect=inspect, on_bytes=on_bytes)
        return replace(
            recording,
            name=name,
            kind=kind_by_bytes(fetched.head, name, fetched.content_type),
            length_s=found.length_s,
            size_bytes=fetched.size_bytes,
            path=fetched.path,
        )

    def _resolved(self, recording: Recording) -> Resolved:
        link = recording.link or ""
        return resolve(
            link,
            site=self.title or urlsplit(link).hostname or "",
            extractors=self.extractors,
            private=self.web.private_names,
        )


def _named(found: Resolved) -> str:
    """The title as a file name, so that its kind can be told."""
    if kind_of(found.title) is not Kind.UNKNOWN or not found.extension:
        return found.title
    return f"{found.title or 'recording'}.{found.extension}"
