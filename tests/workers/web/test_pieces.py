"""Recordings handed out in pieces."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.standins.media import MediaHost
from workers.domain.errors import Refused, Why
from workers.web import Visit, Web

BODY = random.Random(7).randbytes(300_000)


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
    assert error.value.why is Why.TOO_LARGE
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
    assert error.value.why is why
