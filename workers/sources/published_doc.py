"""Documents that Google Docs has published as a page: their text is read from that page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path

from workers.domain.errors import Refused, Why
from workers.domain.recording import Kind, Recording
from workers.sources.recognise import find_site
from workers.sources.sign_in import refuse_sign_in
from workers.web import OnBytes, Page, Visit, Web
from workers.web.download import ignore_bytes

TITLE = "Google Docs"
_BREAKS = frozenset({"br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "table", "tr"})
_UNSEEN = frozenset({"script", "style", "title", "noscript"})
_EMPTY = frozenset({"br", "img", "hr", "input", "meta", "link", "col", "wbr"})


@dataclass(frozen=True, slots=True)
class PublishedDoc:
    """Such a document, as a text file."""

    web: Web
    name: str = "published_doc"
    examples: tuple[str, ...] = (
        "https://docs.google.com/document/d/e/2PACX-1vAbCdEfGhIjKlMnOpQrStUvWxYz/pub",
        "https://docs.google.com/document/d/e/2PACX-1vAbCdEfGhIjKlMnOpQrStUvWxYz/pub?embedded=true",
    )

    def claims(self, recording: Recording) -> bool:
        return recording.link is not None and find_site(recording.link) == self.name

    def locate(self, recording: Recording) -> Recording:
        self._read(recording)
        return replace(recording, name="document.txt", kind=Kind.TRANSCRIPT)

    def fetch(
        self, recording: Recording, folder: Path, on_bytes: OnBytes = ignore_bytes
    ) -> Recording:
        data = self._read(recording).encode()
        on_bytes(len(data))
        path = folder / "recording"
        path.write_bytes(data)
        return replace(
            recording,
            name="document.txt",
            kind=Kind.TRANSCRIPT,
            size_bytes=len(data),
            path=path,
        )

    def _read(self, recording: Recording) -> str:
        page = self.web.page(Visit(link=self.web.secured(recording.link or "")))
        refuse_sign_in(page.link, TITLE)
        text = read_page_text(page)
        if not text.strip():
            raise Refused(Why.EMPTY)
        return text


def read_page_text(page: Page) -> str:
    """The lines of a document's page, without what Google Docs puts around it."""
    parser = _Lines()
    parser.feed(page.text)
    parser.close()
    return "".join(parser.inside or parser.all)


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.all: list[str] = []
        self.inside: list[str] = []
        self._depth = 0
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif self._depth and tag not in _EMPTY:
            self._depth += 1
        elif ("id", "contents") in attrs:
            self._depth = 1
        if tag == "br":
            self._add("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
            return
        if tag in _BREAKS:
            self._add("\n")
        elif tag in {"td", "th"}:
            self._add("\t")
        if self._depth and tag not in _EMPTY:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._add(" ".join(data.split("\n")))

    def _add(self, text: str) -> None:
        self.all.append(text)
        if self._depth:
            self.inside.append(text)
