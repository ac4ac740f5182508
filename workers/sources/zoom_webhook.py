"""Zoom's own announcement of a recording: the bytes, for a token that came with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from workers.domain.errors import Refused, Why
from workers.domain.recording import Recording
from workers.sources import captions
from workers.sources.copying import copy_recording
from workers.sources.sniff import sniff_kind
from workers.web import Hosts, OnBytes, ScopedToken, Visit, Web
from workers.web.download import ignore_bytes

ZOOM_HOSTS = tuple(
    host for domain in ("zoom.us", "zoom.com", "zoomgov.com") for host in (domain, f"*.{domain}")
)


@dataclass(frozen=True, slots=True)
class ZoomWebhook:
    """A recording that Zoom told of; the token opens it for about a day, at Zoom's hosts only."""

    web: Web
    hosts: Sequence[str] = ZOOM_HOSTS
    name: str = "zoom_webhook"
    examples: tuple[str, ...] = ()

    @staticmethod
    def claims(recording: Recording) -> bool:
        return recording.link is not None and recording.token is not None

    def locate(self, recording: Recording) -> Recording:
        with _said_of_the_token():
            glance = self.web.glance(self._visit(recording, recording.link))
            kind = sniff_kind(glance.head, recording.name or glance.name, glance.content_type)
        size = recording.size_bytes or glance.size_bytes
        return replace(recording, name=recording.name or glance.name, kind=kind, size_bytes=size)

    def fetch(
        self, recording: Recording, folder: Path, on_bytes: OnBytes = ignore_bytes
    ) -> Recording:
        with _said_of_the_token():
            visit = self._visit(recording, recording.link)
            copy = copy_recording(recording, visit, folder, self.web.download, on_bytes)
        if recording.captions_link is None:
            return copy
        beside = captions.bring_captions(
            self.web, self._visit(recording, recording.captions_link), folder
        )
        return replace(copy, captions=beside)

    def bring_captions(self, recording: Recording, folder: Path) -> Path | None:
        return captions.fetch_captions(
            self.web, self._visit(recording, recording.captions_link), folder
        )

    def _visit(self, recording: Recording, link: str | None) -> Visit:
        bearer = ScopedToken(recording.token or "", Hosts(self.hosts))
        return Visit(link=link or "", bearer=bearer)


@contextmanager
def _said_of_the_token() -> Iterator[None]:
    """Zoom answers an old token with a refusal or with its sign-in page."""
    try:
        yield
    except Refused as refused:
        if refused.why not in {Why.LINK_FORBIDDEN, Why.LINK_IS_A_PAGE}:
            raise
        raise Refused(Why.LINK_EXPIRED) from refused
