"""Bodies brought to disk: their caps, and what they survive."""

from __future__ import annotations

import gzip
import random
from pathlib import Path
from time import monotonic

import pytest

from tests.standins.media import MediaHost, Served
from workers.domain.errors import Refused, Stopped, Why
from workers.web import Visit, Web, WebAnswer

BODY = random.Random(7).randbytes(300_000)


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
    assert error.value.why is Why.LINK_BROKE_OFF


@pytest.mark.parametrize("etag", ['"v1"', ""])
def test_a_body_that_keeps_breaking_is_given_up(
    host: MediaHost, web: Web, tmp_path: Path, etag: str
) -> None:
    link = host.put("/a.mp3", BODY, breaks_after=1_000, etag=etag)
    with pytest.raises(Refused) as error:
        web.download(Visit(link=link), tmp_path)
    assert error.value.why is Why.LINK_BROKE_OFF
    assert len(host.hits) == 6


def test_a_promised_size_over_the_cap_is_refused_before_the_body(
    host: MediaHost, web: Web, tmp_path: Path
) -> None:
    link = host.put("/a.mp3", BODY, promises=5_000_000)
    with pytest.raises(Refused) as error:
        web.download(Visit(link=link), tmp_path)
    assert error.value.why is Why.TOO_LARGE
    assert error.value.details == {"size_mb": 5.0, "limit_mb": 1.0}
    assert not list(tmp_path.iterdir())


def test_a_body_of_unsaid_size_is_cut_at_the_cap(host: MediaHost, web: Web, tmp_path: Path) -> None:
    link = host.put("/a.mp3", BODY * 10, says_length=False)
    with pytest.raises(Refused) as error:
        web.download(Visit(link=link), tmp_path)
    assert error.value.why is Why.TOO_LARGE
    assert (tmp_path / "recording").stat().st_size < 1_300_000


def test_a_bomb_of_zeros_is_cut_at_the_cap(host: MediaHost, web: Web, tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    link = host.put("/a.vtt", bomb, headers={"Content-Encoding": "gzip"})
    with pytest.raises(Refused) as error:
        web.download(Visit(link=link), tmp_path)
    assert error.value.why is Why.TOO_LARGE
    assert (tmp_path / "recording").stat().st_size < 1_300_000


def test_a_compressed_transcript_arrives_readable(
    host: MediaHost, web: Web, tmp_path: Path
) -> None:
    text = b"WEBVTT\n\n" * 2_000
    link = host.put("/a.vtt", gzip.compress(text), headers={"Content-Encoding": "gzip"})
    assert web.download(Visit(link=link), tmp_path).path.read_bytes() == text


def test_a_compressed_body_that_breaks_is_taken_from_its_start(
    host: MediaHost, web: Web, tmp_path: Path
) -> None:
    packed, headers = gzip.compress(BODY), {"Content-Encoding": "gzip"}
    whole = Served(body=packed, headers=headers)
    link = host.put("/a.vtt", packed, headers=headers, breaks_after=150_000, then=whole)
    assert web.download(Visit(link=link), tmp_path).path.read_bytes() == BODY
    assert [hit.headers.get("Range") for hit in host.hits] == [None, None]


@pytest.mark.parametrize("how", [{"pause_s": 0.2}, {"drips_headers": True}])
def test_a_slow_host_is_left_in_time(
    host: MediaHost, tmp_path: Path, how: dict[str, object]
) -> None:
    web = Web(max_bytes=10_000_000, max_seconds=0.6, allow_private={host.address})
    link = host.put("/a.mp3", BODY, **how)
    began = monotonic()
    with pytest.raises(Refused) as error:
        web.download(Visit(link=link), tmp_path)
    assert error.value.why is Why.TOO_SLOW
    assert monotonic() - began < 3


def test_an_empty_body_is_refused(host: MediaHost, web: Web, tmp_path: Path) -> None:
    with pytest.raises(Refused) as error:
        web.download(Visit(link=host.put("/a.mp3")), tmp_path)
    assert error.value.why is Why.EMPTY


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

    def inspect(answer: WebAnswer, head: bytes) -> None:
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
