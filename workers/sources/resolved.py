"""Sites whose pages have to be read to find the recording."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from workers.domain.errors import Refused, Why
from workers.domain.recording import Kind, Recording, guess_kind
from workers.sources import captions
from workers.sources.copying import copy_recording
from workers.sources.recognise import find_site
from workers.sources.resolver import ResolverProgram, resolve_link
from workers.sources.resolver_messages import Resolved
from workers.web import OnBytes, Visit, Web
from workers.web.download import ignore_bytes


def explain_nothing(_web: Web, _link: str) -> None:
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
    explain: Callable[[Web, str], None] = explain_nothing
    """Asked where the resolver no longer understands the link: raises Refused with what is wrong
    with the link itself, if anything is."""
    lists: re.Pattern[str] | None = None
    """What its links to lists of recordings look like: they are refused without asking the site."""
    child: ResolverProgram = field(default_factory=ResolverProgram)
    passcode: str | None = field(default=None, repr=False)

    def claims(self, recording: Recording) -> bool:
        return recording.link is not None and find_site(recording.link) == self.name

    def opened_with(self, passcode: str) -> Self:
        """The same site, for one recording that this passcode opens."""
        return replace(self, passcode=passcode)

    def locate(self, recording: Recording) -> Recording:
        found = self._resolved(recording)
        return replace(_described(recording, found), kind=guess_kind(f"x.{found.extension}"))

    def fetch(
        self, recording: Recording, folder: Path, on_bytes: OnBytes = ignore_bytes
    ) -> Recording:
        """The media URL is asked for anew: it lives for minutes, an analysis may have waited."""
        found = self._resolved(recording)
        known = _described(recording, found)
        visit = Visit(link=found.media_url, headers=found.headers)
        download = self.web.download_pieces if found.streamed else self.web.download
        copy = copy_recording(known, visit, folder, download, on_bytes)
        link = captions.choose_captions(found.captions)
        beside = (
            captions.bring_captions(self.web, replace(visit, link=link), folder) if link else None
        )
        return replace(copy, captions=beside)

    def _resolved(self, recording: Recording) -> Resolved:
        link = self.web.secured(recording.link or "")
        if self.lists is not None and self.lists.search(link):
            raise Refused(Why.LINK_IS_A_PLAYLIST)
        site = self.title or urlsplit(link).hostname or ""
        private = self.web.private_names
        try:
            return resolve_link(
                link,
                site=site,
                extractors=self.extractors,
                private=private,
                passcode=self.passcode,
                child=self.child,
            )
        except Refused as refused:
            if refused.why is Why.RESOLVER_OLD:
                self.explain(self.web, link)
            raise


def _described(recording: Recording, found: Resolved) -> Recording:
    made_at = None if found.made_at is None else datetime.fromtimestamp(found.made_at, UTC)
    return replace(
        recording,
        name=recording.name or _named(found),
        title=found.title,
        made_at=made_at,
        length_s=found.length_s,
    )


def _named(found: Resolved) -> str:
    """The title as a file name, so that its kind can be told."""
    if guess_kind(found.title) is not Kind.UNKNOWN or not found.extension:
        return found.title
    return f"{found.title or 'recording'}.{found.extension}"
