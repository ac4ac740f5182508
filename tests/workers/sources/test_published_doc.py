"""Documents that Google Docs has published as a page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.standins.media import MediaHost
from workers import transcripts
from workers.domain.errors import Refused, Why
from workers.domain.recording import Kind, Recording
from workers.sources.published_doc import PublishedDoc, read_page_text
from workers.web import Page, Visit, Web

LINK = "https://docs.google.com/document/d/e/2PACX-1vAbC/pub"
PAGE = """<!DOCTYPE html><html><head><title>Weekly</title><style>p: none</style></head><body>
<div id="banner">Published using Google Docs<a>Report abuse</a></div><div id="contents">
<style>.c1: x</style><div class="doc"><h1>Transcript</h1>
<p>Ada Moss<b>:</b> It was &lt;good&gt;.<br>
And dry.</p><img src="x"><table><tr><td><p>0:05</p></td></tr></table><p>Ben: No.</p></div></div>
<div id="footer">Ada Moss: nobody said this.</div><script>var a: 1</script></body></html>"""


@dataclass
class _Moved(Web):
    """A web in which Google Docs lies at the test's host."""

    host: MediaHost

    def __post_init__(self) -> None:
        super().__init__(max_bytes=9_999, max_seconds=9, allow_private={self.host.address})

    def page(self, visit: Visit) -> Page:
        assert visit.link == LINK
        return super().page(Visit(link=self.host.link("/pub")))


def test_the_text_is_read_from_the_page(host: MediaHost, tmp_path: Path) -> None:
    host.page("/pub", PAGE)
    source = PublishedDoc(_Moved(host))
    assert source.claims(Recording(link=LINK))
    found = source.locate(Recording(link=LINK))
    assert found.kind is Kind.TRANSCRIPT
    fetched = source.fetch(found, tmp_path)
    assert fetched.path is not None
    said = transcripts.read(fetched.path.read_bytes(), "txt").said
    assert [(one.speaker, one.text) for one in said] == [
        ("Ada Moss", "It was <good>. And dry."),
        ("Ben", "No."),
    ]


def test_a_page_without_text_is_empty(host: MediaHost) -> None:
    host.page("/pub", "<html><script>1</script></html>")
    with pytest.raises(Refused) as refused:
        PublishedDoc(_Moved(host)).locate(Recording(link=LINK))
    assert refused.value.why is Why.EMPTY


def test_a_document_without_googles_frame_is_read_whole() -> None:
    assert read_page_text(Page(link=LINK, text="<p>Ada: Yes.</p>")).strip() == "Ada: Yes."
