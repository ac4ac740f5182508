"""Sites whose pages have to be read to find the recording."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from workers.errors import Refused, Why
from workers.recording import Kind, Recording, kind_of
from workers.sources.copying import copied
from workers.sources.recognise import site_of
from workers.sources.resolver import Resolved, resolve
from workers.web import OnBytes, Visit, Web
from workers.web.download import unwatched


def no_more_to_say(_web: Web, _link: str) -> None:
    """An `explain` for sites whose pages tell no more than the resolver does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedSite:
    """One such site: what people call it (`title`; empty means that its host's name says it
    best), and which of yt-dlp's extractors know it."""

    web: Web
    name: str
    title: str
    examples: tuple[str, ...]
    extractors: tuple[str, ...]
    explain: Callable[[Web, str], None] = no_more_to_say
    """Asked where the resolver no longer understands the link: raises Refused with what is wrong
    with the link itself, if anything is."""

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
        known = replace(recording, name=recording.name or _named(found), length_s=found.length_s)
        visit = Visit(link=found.media_url, headers=found.headers)
        download = self.web.download_pieces if found.streamed else self.web.download
        return copied(known, visit, folder, download, on_bytes)

    def _resolved(self, recording: Recording) -> Resolved:
        link = recording.link or ""
        site = self.title or urlsplit(link).hostname or ""
        private = self.web.private_names
        try:
            return resolve(link, site=site, extractors=self.extractors, private=private)
        except Refused as refused:
            if refused.why is Why.RESOLVER_OLD:
                self.explain(self.web, link)
            raise


def _named(found: Resolved) -> str:
    """The title as a file name, so that its kind can be told."""
    if kind_of(found.title) is not Kind.UNKNOWN or not found.extension:
        return found.title
    return f"{found.title or 'recording'}.{found.extension}"
