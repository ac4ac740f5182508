"""Short links: followed to what they stand for, before a source is chosen for that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from workers.domain.errors import Refused, Why
from workers.domain.recording import Recording
from workers.sources import Lockable, Source, choose_source
from workers.sources.straighten import straighten_link
from workers.web import OnBytes, Visit, Web
from workers.web.download import ignore_bytes

MOST_HOPS = 5
SHORTENERS = frozenset(
    {"aka.ms", "b.link", "bit.do", "bit.ly", "bitly.com", "buff.ly", "cutt.ly", "dlvr.it", "dub.sh"}
    | {"fb.me", "g.co", "goo.gl", "ift.tt", "is.gd", "j.mp", "lnkd.in", "ow.ly", "qr.ae", "rb.gy"}
    | {"rebrand.ly", "s.id", "short.gy", "shorturl.at", "t.co", "t.ly", "tiny.cc", "tinyurl.com"}
    | {"trib.al", "urlz.fr", "v.gd", "x.gd", "l.linklyhq.com", "go.microsoft.com"}
)


@dataclass(frozen=True, slots=True)
class ShortLink:
    """A link of a shortener. What is found has the link that it stands for.

    Hops are taken one by one and only from shorteners, each checked like any link; what lies behind
    is then its own source's.
    """

    web: Web
    others: Sequence[Source]
    hosts: frozenset[str] = SHORTENERS
    passcode: str | None = field(default=None, repr=False)
    name: str = "short_link"
    examples: tuple[str, ...] = ("https://bit.ly/a1B2c3", "https://tinyurl.com/weekly")

    def claims(self, recording: Recording) -> bool:
        return recording.link is not None and self._is_short(recording.link)

    def opened_with(self, passcode: str) -> ShortLink:
        """The same source, for one recording that this passcode opens."""
        return replace(self, passcode=passcode)

    def locate(self, recording: Recording) -> Recording:
        whole = self._unfold(recording)
        return self._choose(whole).locate(whole)

    def fetch(
        self, recording: Recording, folder: Path, on_bytes: OnBytes = ignore_bytes
    ) -> Recording:
        whole = self._unfold(recording)
        return self._choose(whole).fetch(whole, folder, on_bytes)

    def _unfold(self, recording: Recording) -> Recording:
        link = recording.link or ""
        for _ in range(MOST_HOPS):
            target = self.web.find_target(Visit(link=self.web.secured(link)))
            if target is None:
                raise Refused(Why.LINK_IS_A_PAGE)
            link = straighten_link(target)
            if not self._is_short(link):
                return replace(recording, link=link, name="")
        raise Refused(Why.TOO_MANY_REDIRECTS)

    def _choose(self, recording: Recording) -> Source:
        source = choose_source(self.others, recording)
        if self.passcode is not None and isinstance(source, Lockable):
            return source.opened_with(self.passcode)
        return source

    def _is_short(self, link: str) -> bool:
        try:
            parts = urlsplit(link)
            host = (parts.hostname or "").rstrip(".").removeprefix("www.")
        except ValueError:
            return False
        return host in self.hosts and len(parts.path) > 1


def make_short_link(web: Web, others: Iterable[Source]) -> ShortLink:
    """The source of short links, which stand for what one of the `others` has."""
    return ShortLink(web, tuple(others))
