"""A recording that Zoom told of, and the token that opens it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.standins.media import MediaHost, media_host
from workers.domain.errors import Refused, Unavailable, Why
from workers.domain.recording import Kind, Recording
from workers.sources import Captioned, choose_source, collect_sources
from workers.sources.zoom_webhook import ZoomWebhook
from workers.web import Web

M4A = b"\x00\x00\x00\x1cftypM4A " + bytes(9_000)


def told(link: str, captions_link: str | None = None) -> Recording:
    return Recording(
        link=link, name="Weekly sync.m4a", token="a-download-token", captions_link=captions_link
    )


def test_it_is_claimed_only_with_its_token(web: Web) -> None:
    sources = collect_sources(web=web, file_info=lambda _id: {}, bot_token="xoxb-1")
    link = "https://zoom.us/rec/webhook_download/abc"

    assert choose_source(sources, told(link)).name == "zoom_webhook"
    assert choose_source(sources, Recording(link=link)).name != "zoom_webhook"


def test_the_token_opens_it(host: MediaHost, web: Web, tmp_path: Path) -> None:
    source = ZoomWebhook(web, hosts=[host.address])
    recording = told(host.redirect("/rec", host.put("/file", M4A)))

    found = source.locate(recording)
    fetched = source.fetch(found, tmp_path)

    assert (found.kind, found.size_bytes, found.media_url) == (Kind.AUDIO, len(M4A), None)
    assert fetched.path is not None
    assert fetched.path.read_bytes() == M4A
    assert {hit.headers.get("Authorization") for hit in host.hits} == {"Bearer a-download-token"}


def test_no_other_host_sees_the_token(host: MediaHost, web: Web) -> None:
    ZoomWebhook(web).locate(told(host.put("/file", M4A)))
    assert [hit.headers.get("Authorization") for hit in host.hits] == [None]

    host.hits.clear()
    with media_host() as zoom:
        both = Web(max_bytes=100_000, max_seconds=9, allow_private=[host.address, zoom.address])
        source = ZoomWebhook(both, hosts=[zoom.address])
        source.locate(told(zoom.redirect("/rec", host.link("/file"))))
        assert zoom.hits[0].headers.get("Authorization") == "Bearer a-download-token"
    assert [hit.headers.get("Authorization") for hit in host.hits] == [None]


def test_captions_come_along_and_are_missed_by_nobody(
    host: MediaHost, web: Web, tmp_path: Path
) -> None:
    source = ZoomWebhook(web, hosts=[host.address])
    recording = told(host.put("/file", M4A), host.put("/vtt", b"WEBVTT"))

    fetched = source.fetch(recording, tmp_path)
    assert fetched.captions is not None
    assert fetched.captions.read_bytes() == b"WEBVTT"
    assert host.hits[-1].headers.get("Authorization") == "Bearer a-download-token"

    host.put("/vtt", status=404)
    assert source.fetch(recording, tmp_path).captions is None


def test_captions_alone_say_what_is_wrong_with_them(
    host: MediaHost, web: Web, tmp_path: Path
) -> None:
    source = ZoomWebhook(web, hosts=[host.address])
    assert isinstance(source, Captioned)
    recording = told("https://zoom.us/rec/gone", host.put("/vtt", b"WEBVTT"))
    assert source.bring_captions(recording, tmp_path) is not None

    for status, family in ((404, Refused), (503, Unavailable)):
        host.put("/vtt", status=status)
        with pytest.raises(family):
            source.bring_captions(recording, tmp_path)


@pytest.mark.parametrize("status", [401, 403])
def test_an_old_token_is_said_as_expired(
    host: MediaHost, web: Web, tmp_path: Path, status: int
) -> None:
    source = ZoomWebhook(web, hosts=[host.address])
    recording = told(host.put("/file", status=status))

    for act in (source.locate, lambda one: source.fetch(one, tmp_path)):
        with pytest.raises(Refused) as error:
            act(recording)
        assert error.value.why is Why.LINK_EXPIRED


def test_a_sign_in_page_is_an_old_token_too(host: MediaHost, web: Web) -> None:
    page = host.page("/file", "<!DOCTYPE html><html><title>Sign in</title></html>")

    with pytest.raises(Refused) as error:
        ZoomWebhook(web, hosts=[host.address]).locate(told(page))
    assert error.value.why is Why.LINK_EXPIRED
