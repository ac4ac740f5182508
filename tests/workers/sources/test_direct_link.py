"""Links straight to a recording."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.standins.media import MediaHost
from workers.domain.errors import Refused, Stopped, Why
from workers.domain.recording import Kind, Recording
from workers.sources.direct_link import DirectLink
from workers.web import Web

MP3 = b"ID3\x04" + bytes(9_000)
VTT = b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Good morning\n"


@pytest.fixture
def source(web: Web) -> DirectLink:
    return DirectLink(web)


def test_locate_fills_in_what_a_look_shows(host: MediaHost, source: DirectLink) -> None:
    link = host.put("/a/weekly%20call.mp3", MP3)
    found = source.locate(Recording(link=f"{link}?sig=1#t=60"))
    assert (found.name, found.kind, found.size_bytes) == ("weekly call.mp3", Kind.AUDIO, len(MP3))
    assert found.path is None
    assert found.media_url is None, "a private host is none of an outside engine's business"
    assert not found.public


def test_a_name_that_the_server_gives_is_better_than_the_links(
    host: MediaHost, source: DirectLink
) -> None:
    named = {"Content-Disposition": 'attachment; filename="Weekly.mp3"'}
    link = host.put("/a1b2c3", MP3, headers=named)
    assert source.locate(Recording(link=link, name="a1b2c3")).name == "Weekly.mp3"
    moved = host.redirect("/weekly.mp3", host.put("/x9y8", MP3))
    assert source.locate(Recording(link=moved, name="weekly.mp3")).name == "weekly.mp3"


def test_fetch_brings_a_copy(host: MediaHost, source: DirectLink, tmp_path: Path) -> None:
    link = host.put("/download", VTT, headers={"Content-Disposition": 'x; filename="weekly.vtt"'})
    found = source.fetch(Recording(link=link), tmp_path)
    assert found.path is not None
    assert found.path.read_bytes() == VTT
    assert (found.name, found.kind, found.size_bytes) == ("weekly.vtt", Kind.TRANSCRIPT, len(VTT))


def test_fetch_can_be_stopped(host: MediaHost, source: DirectLink, tmp_path: Path) -> None:
    def stop(_so_far: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        source.fetch(Recording(link=host.put("/a.mp3", MP3)), tmp_path, stop)


BAD = [
    ("nothing there", {"status": 404}, Why.LINK_NOT_FOUND),
    ("gone for good", {"status": 410}, Why.LINK_NOT_FOUND),
    ("not for us", {"status": 403}, Why.LINK_FORBIDDEN),
    ("empty", {"body": b""}, Why.EMPTY),
    ("a page", {"body": b"<!doctype html><title>Watch</title>"}, Why.LINK_IS_A_PAGE),
    ("a page called a video", {"body": b"<html>", "content_type": "video/mp4"}, Why.LINK_IS_A_PAGE),
    ("a document", {"body": b"%PDF-1.4"}, Why.NOT_A_RECORDING),
    ("an archive", {"body": b"PK\x03\x04"}, Why.NOT_A_RECORDING),
    ("anything", {"body": b"\x01\x00\x02\x03"}, Why.UNSUPPORTED_TYPE),
    ("too large", {"body": MP3, "ranges": False, "promises": 2_000_000}, Why.TOO_LARGE),
]


@pytest.mark.parametrize(("what", "how", "why"), BAD, ids=[bad[0] for bad in BAD])
def test_what_bad_links_get_from_locate_and_from_fetch(
    host: MediaHost,
    source: DirectLink,
    tmp_path: Path,
    what: str,
    how: dict[str, object],
    why: Why,
) -> None:
    link = host.put("/x", **how)  # type: ignore[arg-type]  # a table of keyword arguments
    with pytest.raises(Refused) as located:
        source.locate(Recording(link=link))
    with pytest.raises(Refused) as fetched:
        source.fetch(Recording(link=link), tmp_path)
    assert (located.value.why, fetched.value.why) == (why, why), what


def test_what_is_no_recording_is_left_at_its_first_bytes(
    host: MediaHost, source: DirectLink, tmp_path: Path
) -> None:
    link = host.put("/a.mp3", b"PK\x03\x04" + bytes(900_000), pause_s=0.02)
    with pytest.raises(Refused):
        source.fetch(Recording(link=link), tmp_path)
    assert (tmp_path / "recording").stat().st_size < 300_000


def test_a_truncated_body_is_refused(host: MediaHost, source: DirectLink, tmp_path: Path) -> None:
    link = host.put("/a.mp3", MP3, promises=20_000)
    with pytest.raises(Refused) as error:
        source.fetch(Recording(link=link), tmp_path)
    assert error.value.why is Why.LINK_BROKE_OFF


def test_a_sign_in_page_at_the_end_says_whose_it_is(host: MediaHost) -> None:
    web = Web(
        max_bytes=9_000, max_seconds=9, allow_private={host.address, "login.microsoftonline.com"}
    )
    link = host.redirect("/a", "https://login.microsoftonline.com/common")
    with pytest.raises(Refused) as error:
        DirectLink(web).locate(Recording(link=link))
    assert error.value.why in {Why.LINK_NEEDS_SIGN_IN, Why.LINK_UNREACHABLE}
