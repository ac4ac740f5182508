"""Sites by their own names, through the real resolver: what their pages say is understood."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.standins.media import MediaHost, Served
from tests.standins.named_hosts import MAKES_CERTIFICATES, NamedHosts, named_hosts
from workers.captions import kept
from workers.domain.errors import Refused, Why
from workers.domain.recording import Kind, Recording
from workers.sources.hosted_video import make_hosted_video
from workers.sources.loom import make_loom
from workers.sources.resolved import ResolvedSite
from workers.sources.webex import make_webex
from workers.sources.zoom import make_zoom
from workers.web import Web

pytestmark = pytest.mark.skipif(
    find_spec("yt_dlp") is None or MAKES_CERTIFICATES is None, reason="needs yt-dlp and openssl"
)
NAMES = (
    *("us02web.zoom.us", "www.loom.com", "company.webex.com", "fathom.video"),
    *("ajax.streamable.com", "company.hosted.panopto.com", "play.vidyard.com"),
)
M4A = b"\x00\x00\x00\x20ftypM4A " + bytes(6_000)
HEX = "0123456789abcdef0123456789abcdef"
SPOKEN = b"WEBVTT\n\n1\n00:00:00.000 --> 00:00:09.000\nAna Moss: We ship on Friday.\n"

ZOOM = "https://us02web.zoom.us/rec/share/a1-B2.c3?pwd=d4"
LOOM = f"https://www.loom.com/share/{HEX}?sid=1"
WEBEX = f"https://company.webex.com/recordingservice/sites/company/recording/playback/{HEX}"
WEBEX_API = f"/webappng/api/v1/recordings/{HEX}/stream"
FATHOM = "https://fathom.video/share/a1B2c3D4"
STREAMABLE = "https://streamable.com/a1b2c3"
PANOPTO = "https://company.hosted.panopto.com/Panopto/Pages/Viewer.aspx?id=0123abcd-4567"
PANOPTO_API = "/Panopto/Pages/Viewer/DeliveryInfo.aspx"
VIDYARD = "https://share.vidyard.com/watch/a1B2c3D4e5F6g7H8"


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NamedHosts]:
    with named_hosts(tmp_path_factory.mktemp("outside"), NAMES) as hosts:
        yield hosts


def shown(host: MediaHost, path: str, answer: Any, **how: Any) -> None:
    host.put(path, json.dumps(answer).encode(), content_type="application/json", **how)


def at(outside: NamedHosts, host: MediaHost, made: Callable[[Web], ResolvedSite]) -> ResolvedSite:
    """The site with all the world on loopback: pages from `outside`, media from `host`."""
    private = {host.address, outside.host.address}
    web = Web(max_bytes=100_000, max_seconds=20, allow_private=private)
    return replace(made(web), child=outside.child)


def on_zoom(outside: NamedHosts, media: str, **more: Any) -> None:
    """A shared recording, as Zoom's pages lead to it one after another."""
    pages = outside.host
    pages.page("/rec/share/a1-B2.c3", "<script>window.__data__ = {meetingId: 'm/1='};</script>")
    shown(
        pages,
        "/nws/recording/1.0/play/share-info/m/1=",
        {"result": {"redirectUrl": "/rec/play/p4.Q5"}},
    )
    pages.page("/rec/play/p4.Q5", "<script>window.__data__ = {fileId: 'f1'};</script>")
    info = {"viewMp4Url": media, "duration": 61, "meet": {"topic": "Weekly sync"}, **more}
    shown(pages, "/nws/recording/1.0/play/info/f1", {"result": info})


def on_loom(outside: NamedHosts, media: str, captions_link: str) -> None:
    video = {
        "name": "Weekly sync",
        "createdAt": "2026-05-12T10:00:00Z",
        "video_properties": {"duration": 61, "microphone_enabled": True},
    }
    transcript = {"source_url": None, "captions_source_url": captions_link}
    data = {"getVideo": video, "fetchVideoTranscript": transcript}
    shown(outside.host, "/graphql", {"data": data})
    for kind in ("raw", "transcoded"):
        shown(outside.host, f"/api/campaigns/sessions/{HEX}/{kind}-url", {"url": media})


def on_webex(outside: NamedHosts, answer: Any) -> None:
    page = f"/recordingservice/sites/company/recording/playback/{HEX}"
    outside.host.page(page, "<html></html>")
    shown(outside.host, WEBEX_API, answer)


def test_zoom(outside: NamedHosts, host: MediaHost, tmp_path: Path) -> None:
    on_zoom(outside, host.put("/m.mp4", M4A), transcriptUrl=host.put("/t", SPOKEN))
    site = at(outside, host, make_zoom)
    outside.host.hits.clear()
    found = site.locate(Recording(link=ZOOM))
    assert (found.title, found.length_s, found.kind) == ("Weekly sync", 61, Kind.VIDEO)
    assert outside.host.hits[0].path == "/rec/share/a1-B2.c3?pwd=d4", "the passcode in the link"
    assert site.locate(Recording(link=ZOOM.replace("https", "http"))).title == "Weekly sync"
    fetched = site.fetch(found, tmp_path)
    assert fetched.path is not None
    assert fetched.captions is not None
    assert fetched.path.read_bytes() == M4A
    named = kept.read_named(fetched.captions.read_bytes())
    assert [each.speaker for each in named] == ["Ana Moss"]
    assert "Authorization" not in host.hits[-1].headers


def test_a_recording_that_zoom_locks_opens_with_its_passcode(
    outside: NamedHosts, host: MediaHost
) -> None:
    on_zoom(outside, host.link("/m.mp4"))
    form = '<form id="password_form"><input type="hidden" name="fileId" value="f1"></form>'
    open_page = b"<script>window.__data__ = {meetingId: 'm/1='};</script>"
    locked = Served(body=form.encode(), then=Served(body=open_page))
    outside.host.page("/rec/share/a1-B2.c3", form, then=locked)
    site = at(outside, host, make_zoom)
    with pytest.raises(Refused) as error:
        site.locate(Recording(link=ZOOM))
    assert error.value.why is Why.LINK_NEEDS_PASSCODE
    shown(outside.host, "/rec/validate_passwd", {"status": True})
    assert site.opened_with("s3cret").locate(Recording(link=ZOOM)).title == "Weekly sync"
    outside.host.page("/rec/share/a1-B2.c3", form)
    shown(outside.host, "/rec/validate_passwd", {"status": False, "errorMessage": "Wrong passcode"})
    with pytest.raises(Refused) as wrong:
        site.opened_with("1234").locate(Recording(link=ZOOM))
    assert wrong.value.why is Why.LINK_NEEDS_PASSCODE


def test_loom(outside: NamedHosts, host: MediaHost, tmp_path: Path) -> None:
    on_loom(outside, host.put("/m.mp4", M4A), host.put("/t.vtt", SPOKEN))
    site = at(outside, host, make_loom)
    found = site.locate(Recording(link=LOOM))
    assert (found.title, found.length_s) == ("Weekly sync", 61)
    assert found.made_at == datetime(2026, 5, 12, 10, tzinfo=UTC)
    fetched = site.fetch(found, tmp_path)
    assert fetched.captions is not None
    assert fetched.captions.read_bytes() == SPOKEN


def test_webex_hands_out_the_sound_alone(
    outside: NamedHosts, host: MediaHost, tmp_path: Path
) -> None:
    sound = host.put("/sound.mp3", b"ID3\x04" + bytes(6_000))
    download = {"mp4URL": host.link("/m.mp4"), "audioURL": sound}
    on_webex(
        outside,
        {
            "recordName": "Weekly sync",
            "createTime": "2026-05-12 10:00:00",
            "duration": 61_000,
            "fallbackPlaySrc": host.link("/hls.m3u8"),
            "preventDownload": False,
            "downloadRecordingInfo": {"downloadInfo": download},
        },
    )
    fetched = at(outside, host, make_webex).fetch(Recording(link=WEBEX), tmp_path)
    assert (fetched.title, fetched.kind, fetched.length_s) == ("Weekly sync", Kind.AUDIO, 61)


def test_fathom_in_pieces(outside: NamedHosts, host: MediaHost, tmp_path: Path) -> None:
    host.put("/1.mp4", M4A)
    lines = ["#EXTM3U", "#EXT-X-TARGETDURATION:6", "1.mp4", "#EXT-X-ENDLIST"]
    call = {"id": 7, "video_url": host.put("/a.m3u8", "\n".join(lines).encode())}
    call["started_at"] = "2026-05-12T10:00:00Z"
    props = {"call": call, "duration": 61.5, "head": {"title": "Weekly sync"}}
    written = escape(json.dumps({"props": props}), quote=True)
    outside.host.page("/share/a1B2c3D4", f'<html><div id="app" data-page="{written}"></div></html>')
    fetched = at(outside, host, make_hosted_video).fetch(Recording(link=FATHOM), tmp_path)
    assert fetched.path is not None
    assert fetched.path.read_bytes() == M4A
    assert (fetched.title, fetched.length_s) == ("Weekly sync", 61.5)


def test_panopto_streamable_and_vidyard(outside: NamedHosts, host: MediaHost) -> None:
    media = host.put("/m.mp4", M4A)
    stream = {"StreamUrl": media, "ViewerMediaFileTypeName": "mp4"}
    delivery = {"SessionName": "Weekly sync", "Duration": 61, "PodcastStreams": [stream]}
    shown(outside.host, PANOPTO_API, {"Delivery": delivery})
    file = {"url": media, "input_metadata": {"audio_codec_name": "aac"}}
    shown(
        outside.host,
        "/videos/a1b2c3",
        {"status": 2, "title": "Weekly sync", "duration": 61, "files": {"mp4": file}},
    )
    sources = {"mp4": [{"url": media, "profile": "720p", "mimeType": "video/mp4"}]}
    chapter = {"facadeUuid": "u1", "name": "Weekly sync", "seconds": 61, "sources": sources}
    shown(outside.host, "/player/a1B2c3D4e5F6g7H8.json", {"payload": {"chapters": [chapter]}})
    shown(outside.host, "/video/u1", {})
    site = at(outside, host, make_hosted_video)
    for link in (PANOPTO, STREAMABLE, VIDYARD):
        found = site.locate(Recording(link=link))
        assert (found.title, found.length_s, found.kind) == ("Weekly sync", 61, Kind.VIDEO), link


class Said(NamedTuple):
    """What a site answers when it is asked for the recording behind a link."""

    made: Callable[[Web], ResolvedSite]
    link: str
    path: str
    answer: Any
    status: int = 200


LOCKED_LOOM = {"data": {"getVideo": {"__typename": "VideoPasswordMissingOrIncorrect"}}}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Said(make_webex, WEBEX, WEBEX_API, {"code": 53005}, 403), Why.LINK_NEEDS_PASSCODE),
        (Said(make_webex, WEBEX, WEBEX_API, {"code": 53004}, 403), Why.LINK_NEEDS_SIGN_IN),
        (Said(make_loom, LOOM, "/graphql", LOCKED_LOOM), Why.LINK_NEEDS_PASSCODE),
        (Said(make_hosted_video, PANOPTO, PANOPTO_API, {"ErrorCode": 2}), Why.LINK_NEEDS_SIGN_IN),
        (Said(make_hosted_video, STREAMABLE, "/videos/a1b2c3", {"status": 3}), Why.LINK_NOT_FOUND),
        (Said(make_hosted_video, STREAMABLE, "/videos/a1b2c3", {"status": 2}), Why.RESOLVER_OLD),
    ],
)
def test_what_a_site_refuses_is_said_as_what_it_is(
    outside: NamedHosts, host: MediaHost, said: Said, why: Why
) -> None:
    on_webex(outside, {})
    shown(outside.host, said.path, said.answer, status=said.status)
    with pytest.raises(Refused) as error:
        at(outside, host, said.made).locate(Recording(link=said.link))
    assert error.value.why is why
