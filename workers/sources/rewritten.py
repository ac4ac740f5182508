"""Sites where the link to the bytes can be made out of the link that people share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from workers.domain.errors import Refused, Why
from workers.domain.recording import Recording
from workers.sources.copying import copy_recording
from workers.sources.recognise import find_site
from workers.sources.sign_in import refuse_sign_in
from workers.sources.sniff import sniff_kind
from workers.transcripts import is_page
from workers.web import Glance, OnBytes, Page, Visit, Web
from workers.web.download import ignore_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class RewrittenSite:
    """One such site.

    `rewrite` turns a shared link into the one to download from. Where that opens a page all the
    same, `read` finds the next link to try in it, or raises Refused with what the page says.
    """

    web: Web
    name: str
    title: str
    examples: tuple[str, ...]
    rewrite: Callable[[str], str]
    read: Callable[[Page], str | None]

    def claims(self, recording: Recording) -> bool:
        return recording.link is not None and find_site(recording.link) == self.name

    def locate(self, recording: Recording) -> Recording:
        _, glance = self._found(recording)
        return replace(
            recording,
            name=glance.given_name or recording.name or glance.name,
            kind=sniff_kind(glance.head, glance.name, glance.content_type),
            size_bytes=glance.size_bytes,
        )

    def fetch(
        self, recording: Recording, folder: Path, on_bytes: OnBytes = ignore_bytes
    ) -> Recording:
        visit, _ = self._found(recording)
        return copy_recording(recording, visit, folder, self.web.download, on_bytes)

    def _found(self, recording: Recording) -> tuple[Visit, Glance]:
        """Where the bytes are, and how they begin."""
        visit = Visit(link=self.web.secured(self.rewrite(recording.link or "")))
        glance = self._look(visit)
        if not is_page(glance.head):
            return visit, glance
        following = self.read(self.web.page(visit))
        if following is not None:
            visit = Visit(link=following)
            glance = self._look(visit)
        if is_page(glance.head):
            raise Refused(Why.LINK_NEEDS_SIGN_IN, site=self.title)
        return visit, glance

    def _look(self, visit: Visit) -> Glance:
        try:
            glance = self.web.glance(visit)
        except Refused as refused:
            if refused.why is not Why.LINK_FORBIDDEN:
                raise
            raise Refused(Why.LINK_NEEDS_SIGN_IN, site=self.title) from refused
        refuse_sign_in(glance.link, self.title)
        return glance
