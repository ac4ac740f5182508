"""The real resolver, on pages that a local host serves."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.standins.media import MediaHost, media_host
from workers.domain.errors import Refused, Unavailable, Why
from workers.domain.recording import Kind, Recording
from workers.sources.hosted_video import make_hosted_video
from workers.sources.resolver import ResolverProgram, resolve_link
from workers.sources.zoom import make_zoom
from workers.web import Web

needs_yt_dlp = pytest.mark.skipif(
    find_spec("yt_dlp") is None, reason="yt-dlp is not installed (pip install yt-dlp)"
)
M4A = b"\x00\x00\x00\x20ftypM4A " + bytes(6_000)
PLAYER = "/Mediasite/PlayerService/PlayerService.svc/json/GetPlayerOptions"
PAGE = "/Mediasite/Play/0123456789abcdef0123456789abcdef1d"
"""Mediasite runs on its customers' own hosts, so that any host can play one."""


def play(host: MediaHost, media: str, mime: str = "video/mp4") -> str:
    """Have the host show a recording whose bytes are at `media`; returns the page's link."""
    stream = {"StreamType": 0, "VideoUrls": [{"Location": media, "MimeType": mime}]}
    presentation = {
        "Title": "Weekly call",
        "Duration": 61_000,
        "UnixTime": 1_778_580_000_000,
        "Streams": [stream],
    }
    answer({"Presentation": presentation}, host)
    return host.page(PAGE, "<html></html>")


def answer(options: dict[str, Any], host: MediaHost) -> None:
    host.put(PLAYER, json.dumps({"d": options}).encode(), content_type="application/json")


def resolved(link: str, *private: str, extractor: str = "Mediasite", **how: Any) -> Any:
    return resolve_link(link, site="Mediasite", extractors=(extractor,), private=private, **how)


@needs_yt_dlp
def test_a_page_leads_to_the_recording(host: MediaHost, web: Web, tmp_path: Path) -> None:
    link = play(host, host.put("/media/1", M4A))
    source = make_hosted_video(web)
    assert source.claims(Recording(link=link))
    found = source.locate(Recording(link=link))
    assert (found.name, found.kind, found.length_s) == ("Weekly call.mp4", Kind.VIDEO, 61)
    assert (found.title, found.made_at) == ("Weekly call", datetime(2026, 5, 12, 10, tzinfo=UTC))
    assert (found.media_url, found.public) == (None, False)
    fetched = source.fetch(found, tmp_path)
    assert fetched.path is not None
    assert fetched.path.read_bytes() == M4A
    assert list(tmp_path.iterdir()) == [fetched.path]


@needs_yt_dlp
def test_a_recording_in_pieces_is_put_together(host: MediaHost, web: Web, tmp_path: Path) -> None:
    host.put("/1.mp4", M4A[:3_000])
    host.put("/2.mp4", M4A[3_000:])
    lines = ["#EXTM3U", "#EXT-X-TARGETDURATION:6", "1.mp4", "2.mp4", "#EXT-X-ENDLIST"]
    link = play(host, host.put("/a.m3u8", "\n".join(lines).encode()), mime="application/x-mpegurl")
    fetched = make_hosted_video(web).fetch(Recording(link=link), tmp_path)
    assert fetched.path is not None
    assert fetched.path.read_bytes() == M4A


@needs_yt_dlp
def test_a_private_host_is_reached_by_neither_page_nor_media_nor_redirect(
    host: MediaHost, web: Web, tmp_path: Path
) -> None:
    with media_host() as secret:
        page = play(secret, secret.put("/media", M4A))
        with pytest.raises(Refused) as asked:
            resolved(page)
        assert asked.value.why is Why.LINK_PRIVATE
        with pytest.raises(Refused) as redirected:
            resolved(host.redirect(PAGE, page), host.address)
        assert redirected.value.why is Why.LINK_PRIVATE
        answer({"Presentation": {"Title": "x", "Streams": []}}, host)
        link = play(host, secret.link("/media"))
        with pytest.raises(Refused) as named:
            make_hosted_video(web).fetch(Recording(link=link), tmp_path)
        assert named.value.why is Why.LINK_INSECURE
        assert secret.hits == []


@needs_yt_dlp
@pytest.mark.parametrize(
    "spelling",
    [
        *("127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "[::1]", "0"),
        *("[::ffff:127.0.0.1]", "169.254.169.254"),
    ],
)
def test_no_spelling_of_a_private_address_gets_through(host: MediaHost, spelling: str) -> None:
    play(host, host.link("/media"))
    with pytest.raises(Refused) as error:
        resolved(f"http://{spelling}:{host.port}{PAGE}")
    assert error.value.why is Why.LINK_PRIVATE
    assert host.hits == []


@needs_yt_dlp
def test_only_the_extractors_that_are_named_are_used(host: MediaHost) -> None:
    link = play(host, host.link("/media"))
    for page in (link, host.put("/weekly.mp4", M4A)):
        with pytest.raises(Refused) as error:
            resolved(page, host.address, extractor="zoom")
        assert error.value.why is Why.SITE_UNSUPPORTED
    assert host.hits == []


@needs_yt_dlp
def test_what_a_page_refuses_has_its_own_reason(host: MediaHost) -> None:
    link = play(host, host.link("/media"))
    answer({"Something": "new"}, host)
    with pytest.raises(Refused) as changed:
        resolved(link, host.address)
    host.put(PLAYER, status=403)
    with pytest.raises(Refused) as forbidden:
        resolved(link, host.address)
    host.put(PLAYER, status=503)
    with pytest.raises(Unavailable):
        resolved(link, host.address)
    assert forbidden.value.why is Why.LINK_NEEDS_SIGN_IN
    assert changed.value.why is Why.RESOLVER_OLD
    assert changed.value.details == {"site": "Mediasite"}


@needs_yt_dlp
def test_a_site_explains_what_the_resolver_does_not_understand(host: MediaHost, web: Web) -> None:
    link = play(host, host.link("/media"))
    answer({"Something": "new"}, host)

    def explain(_web: Web, asked: str) -> None:
        assert asked == link
        raise Refused(Why.LINK_NEEDS_PASSCODE)

    with pytest.raises(Refused) as error:
        replace(make_hosted_video(web), explain=explain).locate(Recording(link=link))
    assert error.value.why is Why.LINK_NEEDS_PASSCODE


@needs_yt_dlp
def test_a_slow_page_is_left_in_time(host: MediaHost) -> None:
    link = host.page(PAGE, "<html></html>", pause_s=30)
    with pytest.raises(Refused) as error:
        resolved(link, host.address, child=ResolverProgram(seconds=1.5))
    assert error.value.why is Why.TOO_SLOW


def test_without_yt_dlp_the_person_is_told_what_to_do(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "yt_dlp", None)  # as where it was never installed
    with pytest.raises(Refused) as error:
        make_zoom(web).locate(Recording(link="https://us02web.zoom.us/rec/share/a.b"))
    assert (error.value.why, error.value.details) == (Why.RESOLVER_MISSING, {"site": "Zoom"})


@needs_yt_dlp
@pytest.mark.parametrize(
    "said", ["", "null", "[]", '{"found": {"media_url": 3}}', '{"why": {"secret": 1}}']
)
def test_an_answer_that_is_none_is_a_page_that_is_not_understood(said: str) -> None:
    program = ResolverProgram(arguments=("-c", f"print({said!r})"))
    with pytest.raises(Refused) as error:
        resolved("https://h/1", child=program)
    assert error.value.why is Why.RESOLVER_OLD
    assert "secret" not in repr(error.value.__cause__)
