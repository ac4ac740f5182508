"""Short links are followed to what they stand for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.standins.media import MediaHost
from workers.domain.errors import Refused, Why
from workers.domain.recording import Kind, Recording
from workers.sources.direct_link import DirectLink
from workers.sources.join_link import make_join_link
from workers.sources.short_link import MOST_HOPS, ShortLink
from workers.web import Web

OGG = b"OggS" + bytes(6_000)


@pytest.fixture
def short(host: MediaHost) -> ShortLink:
    """A shortener called localhost; what it stands for lies at 127.0.0.1."""
    web = Web(
        max_bytes=1_000_000, max_seconds=20, allow_private={host.address, f"localhost:{host.port}"}
    )
    return ShortLink(web, (make_join_link(), DirectLink(web)), frozenset({"localhost"}))


def at_shortener(host: MediaHost, path: str) -> str:
    return f"http://localhost:{host.port}{path}"


def test_a_short_link_is_what_it_stands_for(
    host: MediaHost, short: ShortLink, tmp_path: Path
) -> None:
    host.redirect("/b", host.put("/weekly.ogg", OGG))
    host.redirect("/a", at_shortener(host, "/b"))
    found = short.locate(Recording(link=at_shortener(host, "/a"), name="a"))
    assert (found.link, found.name, found.kind) == (
        host.link("/weekly.ogg"),
        "weekly.ogg",
        Kind.AUDIO,
    )
    fetched = short.fetch(Recording(link=at_shortener(host, "/a")), tmp_path)
    assert fetched.path is not None
    assert fetched.path.read_bytes() == OGG


def test_what_it_stands_for_is_its_own_sources(host: MediaHost, short: ShortLink) -> None:
    """Nothing of it is fetched by the shortener's source."""
    host.redirect("/a", "https://us02web.zoom.us/j/12345678901")
    with pytest.raises(Refused) as refused:
        short.locate(Recording(link=at_shortener(host, "/a")))
    assert refused.value.why is Why.LINK_JOINS_A_MEETING
    assert [hit.path for hit in host.hits] == ["/a"]


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("http://127.0.0.1:9/weekly.mp3", Why.LINK_INSECURE),
        ("https://127.0.0.1:9/weekly.mp3", Why.LINK_PRIVATE),
        ("ftp://media.example.com/weekly.mp3", Why.LINK_MALFORMED),
    ],
)
def test_every_hop_is_checked(host: MediaHost, short: ShortLink, target: str, why: Why) -> None:
    host.redirect("/a", target)
    with pytest.raises(Refused) as refused:
        short.locate(Recording(link=at_shortener(host, "/a")))
    assert refused.value.why is why


def test_a_ring_of_short_links_comes_to_an_end(host: MediaHost, short: ShortLink) -> None:
    host.redirect("/a", at_shortener(host, "/a"))
    with pytest.raises(Refused) as refused:
        short.locate(Recording(link=at_shortener(host, "/a")))
    assert refused.value.why is Why.TOO_MANY_REDIRECTS
    assert len(host.hits) == MOST_HOPS


def test_a_short_link_that_leads_nowhere_is_a_page(host: MediaHost, short: ShortLink) -> None:
    host.page("/a", "<html><p>Preview</p></html>")
    with pytest.raises(Refused) as refused:
        short.locate(Recording(link=at_shortener(host, "/a")))
    assert refused.value.why is Why.LINK_IS_A_PAGE


def test_any_other_link_is_not_its_business(web: Web) -> None:
    source = ShortLink(web, ())
    assert source.claims(Recording(link="https://www.bit.ly/a1"))
    for link in (
        "https://bit.ly/",
        "https://evilbit.ly/a",
        "https://media.example.com/a",
        "https://[::1",
    ):
        assert not source.claims(Recording(link=link))
