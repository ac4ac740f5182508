"""Zoom's own announcement of a recording: the bytes, for a token that came with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from workers.errors import Refused, Why
from workers.recording import Recording
from workers.sources.copying import copied
from workers.sources.sniff import kind_by_bytes
from workers.web import Bearer, Hosts, OnBytes, Visit, Web
from workers.web.download import unwatched

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
            glance = self.web.glance(self._visit(recording))
            kind = kind_by_bytes(glance.head, recording.name or glance.name, glance.content_type)
        size = recording.size_bytes or glance.size_bytes
        return replace(recording, name=recording.name or glance.name, kind=kind, size_bytes=size)

    def fetch(self, recording: Recording, folder: Path, on_bytes: OnBytes = unwatched) -> Recording:
        with _said_of_the_token():
            return copied(recording, self._visit(recording), folder, self.web.download, on_bytes)

    def _visit(self, recording: Recording) -> Visit:
        bearer = Bearer(recording.token or "", Hosts(self.hosts))
        return Visit(link=recording.link or "", bearer=bearer)


@contextmanager
def _said_of_the_token() -> Iterator[None]:
    """Zoom answers an old token with a refusal or with its sign-in page."""
    try:
        yield
    except Refused as refused:
        if refused.why not in {Why.LINK_FORBIDDEN, Why.LINK_IS_A_PAGE}:
            raise
        raise Refused(Why.LINK_EXPIRED) from refused
