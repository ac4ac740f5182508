"""The guarded way out: downloads, their caps and what they survive."""

from __future__ import annotations

import gzip
import logging
import random
import traceback
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest

from tests.standins.media import MediaHost, Served, media_host
from workers.errors import AnalysisError, Refused, Stopped, Unavailable, Why
from workers.web import Answer, Bearer, Hosts, Visit, Web

BODY = random.Random(7).randbytes(300_000)


@pytest.fixture
def host() -> Iterator[MediaHost]:
    with media_host() as running:
        yield running


@pytest.fixture
def web(host: MediaHost) -> Web:
    return Web(max_bytes=1_000_000, max_seconds=20, allow_private={host.address})


def refused(error: pytest.ExceptionInfo[Refused]) -> Why:
    return error.value.why


def test_a_body_is_streamed_to_the_folder_and_nowhere_else(
    host: MediaHost, web: Web, tmp_path: Path
) -> None:
    link = host.put("/weekly.mp3", BODY, content_type="Audio/MPEG; x=1")
    fetched = web.download(Visit(link=link), tmp_path)
    assert fetched.path.read_bytes() == BODY
    assert (fetched.name, fetched.content_type, fetched.size_bytes) == (
        *("weekly.mp3", "audio/mpeg"),
        len(BODY),
    )
    assert list(tmp_path.iterdir()) == [fetched.path]


def test_a_broken_body_is_resumed_where_it_broke_off(
    host: MediaHost, web: Web, tmp_path: Path
) -> None:
    link = host.put("/a.mp3", BODY, breaks_after=100_000)
    assert web.download(Visit(link=link), tmp_path).path.read_bytes() == BODY
    ranges = [(hit.headers.get("Range"), hit.headers.get("If-Range")) for hit in host.hits]
    assert ranges == [(None, None), ("bytes=100000-", '"v1"'), ("bytes=200000-", '"v1"')]


def test_a_recording_that_changed_meanwhile_is_taken_from_its_start(
    host: MediaHost, web: Web, tmp_path: Path
) -> None:
    other = bytes(reversed(BODY))
    link = host.put("/a.mp3", BODY, breaks_after=99_999, then=Served(body=other, etag='"v2"'))
    assert web.download(Visit(link=link), tmp_path).path.read_bytes() == other


def test_a_host_without_ranges_or_validators_starts_anew(
    host: MediaHost, web: Web, tmp_path: Path
) -> None:
    whole = Served(body=BODY, etag="")
    link = host.put("/a.mp3", BODY, etag="", breaks_after=50_000, then=whole)
    assert web.download(Visit(link=link), tmp_path).path.read_bytes() == BODY
    assert all("Range" not in hit.headers for hit in host.hits)


def test_a_range_that_is_no_longer_there_starts_anew(
    host: MediaHost, web: Web, tmp_path: Path
) -> None:
    gone = Served(status=416, then=Served(body=BODY))
    link = host.put("/a.mp3", BODY, breaks_after=50_000, then=gone)
    assert web.download(Visit(link=link), tmp_path).path.read_bytes() == BODY


def test_a_piece_that_nobody_asked_for_is_not_taken_for_the_whole(
    host: MediaHost, web: Web, tmp_path: Path
) -> None:
    headers = {"Content-Range": f"bytes 5-{len(BODY)}/{len(BODY)}"}
    link = host.put("/a.mp3", BODY[5:], status=206, headers=headers)
    with pytest.raises(Refused) as error:
        web.download(Visit(link=link), tmp_path)
    assert refused(error) is Why.LINK_BROKE_OFF


@pytest.mark.parametrize("etag", ['"v1"', ""])
def test_a_body_that_keeps_breaking_is_given_up(
    host: MediaHost, web: Web, tmp_path: Path, etag: str
) -> None:
    link = host.put("/a.mp3", BODY, breaks_after=1_000, etag=etag)
    with pytest.raises(Refused) as error:
        web.download(Visit(link=link), tmp_path)
    assert refused(error) is Why.LINK_BROKE_OFF
    assert len(host.hits) == 6


def test_a_promised_size_over_the_cap_is_refused_before_the_body(
    host: MediaHost, web: Web, tmp_path: Path
) -> None:
    link = host.put("/a.mp3", BODY, promises=5_000_000)
    with pytest.raises(Refused) as error:
        web.download(Visit(link=link), tmp_path)
    assert refused(error) is Why.TOO_LARGE
    assert error.value.details == {"size_mb": 5.0, "limit_mb": 1.0}
    assert not list(tmp_path.iterdir())


def test_a_body_of_unsaid_size_is_cut_at_the_cap(host: MediaHost, web: Web, tmp_path: Path) -> None:
    link = host.put("/a.mp3", BODY * 10, says_length=False)
    with pytest.raises(Refused) as error:
        web.download(Visit(link=link), tmp_path)
    assert refused(error) is Why.TOO_LARGE
    assert (tmp_path / "recording").stat().st_size < 1_300_000


def test_a_bomb_of_zeros_is_cut_at_the_cap(host: MediaHost, web: Web, tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    link = host.put("/a.vtt", bomb, headers={"Content-Encoding": "gzip"})
    with pytest.raises(Refused) as error:
        web.download(Visit(link=link), tmp_path)
    assert refused(error) is Why.TOO_LARGE
    assert (tmp_path / "recording").stat().st_size < 1_300_000


def test_a_compressed_transcript_arrives_readable(
    host: MediaHost, web: Web, tmp_path: Path
) -> None:
    text = b"WEBVTT\n\n" * 2_000
    link = host.put("/a.vtt", gzip.compress(text), headers={"Content-Encoding": "gzip"})
    assert web.download(Visit(link=link), tmp_path).path.read_bytes() == text


@pytest.mark.parametrize("how", [{"pause_s": 0.2}, {"drips_headers": True}])
def test_a_slow_host_is_left_in_time(
    host: MediaHost, tmp_path: Path, how: dict[str, object]
) -> None:
    web = Web(max_bytes=10_000_000, max_seconds=0.6, allow_private={host.address})
    link = host.put("/a.mp3", BODY, **how)
    began = monotonic()
    with pytest.raises(Refused) as error:
        web.download(Visit(link=link), tmp_path)
    assert refused(error) is Why.TOO_SLOW
    assert monotonic() - began < 3


def test_an_empty_body_is_refused(host: MediaHost, web: Web, tmp_path: Path) -> None:
    with pytest.raises(Refused) as error:
        web.download(Visit(link=host.put("/a.mp3")), tmp_path)
    assert refused(error) is Why.EMPTY


def test_a_download_can_be_stopped_from_outside(host: MediaHost, web: Web, tmp_path: Path) -> None:
    seen: list[int] = []

    def stop_after_some(so_far: int) -> None:
        seen.append(so_far)
        if so_far:
            raise Stopped

    link = host.put("/a.mp3", BODY, pause_s=0.15)
    with pytest.raises(Stopped):
        web.download(Visit(link=link), tmp_path, on_bytes=stop_after_some)
    assert seen[0] == 0
    assert 0 < seen[-1] < len(BODY)


def test_the_first_bytes_are_inspected_once_and_can_end_it(
    host: MediaHost, web: Web, tmp_path: Path
) -> None:
    heads: list[bytes] = []

    def inspect(answer: Answer, head: bytes) -> None:
        heads.append(head)
        if answer.content_type == "text/html":
            raise Refused(Why.LINK_IS_A_PAGE)

    web.download(
        Visit(link=host.put("/a.mp3", BODY[:9_000], breaks_after=2_000)), tmp_path, inspect=inspect
    )
    assert heads == [BODY[:4096]]
    with pytest.raises(Refused):
        web.download(Visit(link=host.page("/p", "<html>")), tmp_path, inspect=inspect)
    assert heads[1:] == [b"<html>"]


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (404, Why.LINK_NOT_FOUND),
        (410, Why.LINK_NOT_FOUND),
        (401, Why.LINK_FORBIDDEN),
        (403, Why.LINK_FORBIDDEN),
        (400, Why.LINK_UNREACHABLE),
        (416, Why.EMPTY),
    ],
)
def test_a_refusing_status_says_why(host: MediaHost, web: Web, status: int, why: Why) -> None:
    with pytest.raises(Refused) as error:
        web.glance(Visit(link=host.put("/a.mp3", status=status)))
    assert refused(error) is why


@pytest.mark.parametrize(
    ("status", "headers", "wait"),
    [
        (503, {}, timedelta(seconds=10)),
        (500, {"Retry-After": "0"}, timedelta(seconds=1)),
        (429, {"Retry-After": "30"}, timedelta(seconds=30)),
        (429, {"Retry-After": "99999999999"}, timedelta(minutes=15)),
        (503, {"Retry-After": "Fri, 01 Jan 2038 00:00:00 GMT"}, timedelta(minutes=15)),
        (503, {"Retry-After": "soon"}, timedelta(seconds=10)),
    ],
)
def test_a_busy_host_is_come_back_to(
    host: MediaHost, web: Web, status: int, headers: dict[str, str], wait: timedelta
) -> None:
    with pytest.raises(Unavailable) as error:
        web.glance(Visit(link=host.put("/a.mp3", status=status, headers=headers)))
    assert error.value.retry_after == wait


@pytest.mark.parametrize(
    ("query", "body", "why"),
    [
        ("X-Amz-Date=20260101T000000Z&X-Amz-Expires=60&X-Amz-Signature=s", "", Why.LINK_EXPIRED),
        ("X-Goog-Date=20260101T000000Z&X-Goog-Expires=60", "", Why.LINK_EXPIRED),
        ("Expires=1700000000&Signature=s", "", Why.LINK_EXPIRED),
        ("se=2026-01-01T00%3A00%3A00Z&sig=s", "", Why.LINK_EXPIRED),
        (
            "x=1",
            "<Code>AccessDenied</Code><Message>Request has expired</Message>",
            Why.LINK_EXPIRED,
        ),
        ("Expires=9999999999&Signature=s", "", Why.LINK_FORBIDDEN),
        ("X-Amz-Date=yesterday&X-Amz-Expires=60", "", Why.LINK_FORBIDDEN),
    ],
)
def test_a_presigned_link_whose_time_is_over_says_so(
    host: MediaHost, web: Web, query: str, body: str, why: Why
) -> None:
    link = host.put("/a.mp3", body.encode(), status=403)
    with pytest.raises(Refused) as error:
        web.glance(Visit(link=f"{link}?{query}"))
    assert refused(error) is why


def test_a_glance_takes_no_more_than_the_beginning(host: MediaHost, web: Web) -> None:
    headers = {"Content-Disposition": "attachment; filename*=UTF-8''Caf%C3%A9%2FStandup.mp4"}
    glance = web.glance(Visit(link=host.put("/x", BODY, headers=headers)))
    assert glance.head == BODY[:4096]
    assert glance.size_bytes == len(BODY)
    assert glance.name == "Standup.mp4"
    assert glance.private
    assert host.hits[0].headers["Range"] == "bytes=0-4095"


def test_redirects_are_followed_five_times_and_no_more(host: MediaHost, web: Web) -> None:
    host.put("/0", BODY)
    for step in range(1, 7):
        host.redirect(f"/{step}", f"/{step - 1}", status=(301, 302, 303, 307, 308)[step % 5])
    glance = web.glance(Visit(link=host.link("/5")))
    assert glance.redirected
    assert glance.link == host.link("/0")
    with pytest.raises(Refused) as error:
        web.glance(Visit(link=host.link("/6")))
    assert refused(error) is Why.TOO_MANY_REDIRECTS


def test_a_token_stays_with_the_hosts_it_was_given_for(host: MediaHost) -> None:
    with media_host() as foreign:
        web = Web(max_bytes=10, max_seconds=9, allow_private={host.address, foreign.address})
        host.redirect("/a", "/b")
        host.redirect("/b", foreign.link("/c"))
        foreign.redirect("/c", host.link("/d"))
        host.put("/d", b"x")
        web.glance(Visit(link=host.link("/a"), bearer=Bearer("xoxb-1", Hosts({host.address}))))
        assert [hit.headers.get("Authorization") for hit in host.hits] == ["Bearer xoxb-1"] * 3
        assert "Authorization" not in foreign.hits[0].headers


def test_no_text_holds_the_link(
    host: MediaHost, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    with media_host() as other:
        gone = other.link("/gone.mp3?token=SECRET")
        alone = Web(max_bytes=10, max_seconds=9, allow_private={other.address, host.address})
    links = [
        gone,  # nothing listens there any more
        host.link("/none?token=SECRET"),
        "https://10.0.0.1/?token=SECRET",
        "https://no-such-host.invalid/?token=SECRET",
        "http://[::1/?token=SECRET",
        host.redirect("/r?token=SECRET", "https://127.0.0.1:1/?token=SECRET"),
        host.put("/bad", headers={"X\x00": "SECRET"}, breaks_after=0, promises=5),
    ]
    for link in links:
        with pytest.raises(AnalysisError) as error:
            alone.download(Visit(link=link), tmp_path)
        assert "SECRET" not in "".join(traceback.format_exception(error.value))
    assert "SECRET" not in caplog.text
    assert "SECRET" not in repr(Visit(link=links[0], bearer=Bearer("SECRET", Hosts())))


def test_nobody_listening_is_nobodys_fault(tmp_path: Path) -> None:
    with media_host() as host:
        web = Web(max_bytes=10, max_seconds=9, allow_private={host.address})
    with pytest.raises(Unavailable):
        web.download(Visit(link=host.link("/a.mp3")), tmp_path)


def playlist(*lines: str) -> bytes:
    return "\n".join(["#EXTM3U", *lines, "#EXT-X-ENDLIST"]).encode()


def test_pieces_are_strung_together(host: MediaHost, web: Web, tmp_path: Path) -> None:
    host.put("/v/init.mp4", BODY[:700])
    host.put("/v/1.m4s", BODY[700:100_000], breaks_after=40_000)
    host.put("/v/2.m4s", BODY[100_000:])
    host.put(
        "/v/low.m3u8",
        playlist('#EXT-X-MAP:URI="init.mp4"', "#EXTINF:6,", "1.m4s", "#EXTINF:6,", "/v/2.m4s?x=1"),
    )
    link = host.put(
        "/master.m3u8",
        playlist(
            '#EXT-X-STREAM-INF:BANDWIDTH=900,CODECS="avc1.4d,mp4a.40.2"',
            "v/high.m3u8",
            '#EXT-X-STREAM-INF:BANDWIDTH=100,CODECS="avc1.4d"',
            "v/silent.m3u8",
            '#EXT-X-STREAM-INF:CODECS="avc1.4d,mp4a.40.2",BANDWIDTH=300',
            "v/low.m3u8",
        ),
    )
    heads: list[bytes] = []
    fetched = web.download_pieces(
        Visit(link=link), tmp_path, inspect=lambda _answer, head: heads.append(head)
    )
    assert fetched.path.read_bytes() == BODY
    assert heads == [BODY[:700]]
    assert list(tmp_path.iterdir()) == [fetched.path]


def test_the_cap_is_on_all_pieces_together(host: MediaHost, web: Web, tmp_path: Path) -> None:
    host.put("/1.ts", BODY)
    link = host.put("/a.m3u8", playlist(*["/1.ts"] * 5))
    with pytest.raises(Refused) as error:
        web.download_pieces(Visit(link=link), tmp_path)
    assert refused(error) is Why.TOO_LARGE
    assert (tmp_path / "recording").stat().st_size == 900_000


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (b"#EXTM3U\n#EXTINF:6,\n1.ts\n", Why.LINK_IS_LIVE),
        (playlist('#EXT-X-KEY:METHOD=AES-128,URI="k"', "1.ts"), Why.UNSUPPORTED_TYPE),
        (playlist("#EXT-X-BYTERANGE:100@0", "1.ts"), Why.UNSUPPORTED_TYPE),
        (playlist('#EXT-X-MAP:URI="i",BYTERANGE="1@0"', "1.ts"), Why.UNSUPPORTED_TYPE),
        (playlist(), Why.UNSUPPORTED_TYPE),
        (b"<html>", Why.UNSUPPORTED_TYPE),
        (playlist("http://10.0.0.1/1.ts"), Why.LINK_INSECURE),
        (playlist("https://10.0.0.1/1.ts"), Why.LINK_PRIVATE),
        (playlist("file:///etc/passwd"), Why.LINK_MALFORMED),
    ],
)
def test_a_playlist_that_cannot_be_had_is_refused(
    host: MediaHost, web: Web, tmp_path: Path, text: bytes, why: Why
) -> None:
    with pytest.raises(Refused) as error:
        web.download_pieces(Visit(link=host.put("/a.m3u8", text)), tmp_path)
    assert refused(error) is why
