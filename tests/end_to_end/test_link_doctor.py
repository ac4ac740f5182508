"""What ails a link is told in the thread, with the next step: one sentence for each ailment."""

from __future__ import annotations

import json
from importlib.util import find_spec
from typing import Any

import pytest

from tests.end_to_end.town import Town
from workers.domain.errors import Why
from workers.wording.operator import name_operator
from workers.wording.refusals import SENTENCES

PLAYER = "/Mediasite/PlayerService/PlayerService.svc/json/GetPlayerOptions"
PAGE = "/Mediasite/Play/89abcdef0123456789abcdef012345671d"
M4A = b"\x00\x00\x00\x20ftypM4A " + bytes(6_000)
LIVE = b"#EXTM3U\n#EXT-X-TARGETDURATION:6\n1.ts\n"
LONG_AGO = "X-Amz-Date=20200101T000000Z&X-Amz-Expires=60&X-Amz-Signature=0"

needs_yt_dlp = pytest.mark.skipif(find_spec("yt_dlp") is None, reason="yt-dlp is not installed")


def told(town: Town, link: str) -> str:
    """What is said in the end to someone who asked for it."""
    message = town.ana.says(town.channel, f"<@{town.slack.bot_user}> <{link}>")
    (status,) = town.wait_for_end(message)
    return status.text


def sentence(why: Why, **details: str) -> str:
    """As far as it goes without numbers."""
    known = details | {"operator": name_operator()}
    return SENTENCES[why].format_map(known) if details else SENTENCES[why].partition("{")[0]


def shown(town: Town, options: Any, **how: Any) -> str:
    """A page of a video host that runs on anybody's machine, and what its player answers."""
    answer = json.dumps({"d": options}).encode()
    town.media.put(PLAYER, answer, content_type="application/json", **how)
    return town.media.page(PAGE, "<html></html>")


def playing(media: str, seconds: float = 30, mime: str = "video/mp4") -> Any:
    stream = {"StreamType": 0, "VideoUrls": [{"Location": media, "MimeType": mime}]}
    return {"Presentation": {"Title": "x", "Duration": seconds * 1000, "Streams": [stream]}}


@needs_yt_dlp
def test_of_a_page_that_the_resolver_reads(town: Town) -> None:
    host = town.media.address.partition(":")[0]
    sound = town.media.put("/doctor.m4a", M4A)
    live = town.media.put("/live.m3u8", LIVE)
    assert sentence(Why.LINK_IS_LIVE) in told(
        town, shown(town, playing(live, mime="application/x-mpegurl"))
    )
    assert sentence(Why.TOO_LONG) in told(town, shown(town, playing(sound, seconds=61)))
    assert sentence(Why.LINK_NEEDS_SIGN_IN, site=host) in told(town, shown(town, {}, status=403))
    changed = told(town, shown(town, {"Something": "new"}))
    assert sentence(Why.RESOLVER_OLD, site=host) in changed
    assert "pip install --upgrade yt-dlp" in changed


def test_of_a_link_to_the_bytes(town: Town) -> None:
    link = town.media.put("/bucket/weekly.mp4", b"<Error>Request has expired</Error>", status=403)
    assert sentence(Why.LINK_EXPIRED) in told(town, f"{link}?{LONG_AGO}")
    town.media.put("/bucket/weekly.mp4", b"<Error>AccessDenied</Error>", status=403)
    assert sentence(Why.LINK_FORBIDDEN) in told(town, link)
    assert sentence(Why.LINK_NOT_FOUND) in told(town, town.media.link("/bucket/gone.mp4"))
    assert sentence(Why.EMPTY) in told(town, town.media.put("/bucket/empty.mp4", b""))
    cut = town.media.put("/bucket/cut.mp4", M4A, promises=60_000)
    assert sentence(Why.LINK_BROKE_OFF) in told(town, cut)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://otter.ai/u/a1b2c3", sentence(Why.SITE_UNSUPPORTED, site="Otter")),
        ("https://loom.com/share/folder/" + "0" * 32, sentence(Why.LINK_IS_A_PLAYLIST)),
        ("https://drive.google.com/drive/folders/1a", sentence(Why.LINK_IS_A_PLAYLIST)),
        (
            "https://us02web.zoom.us/j/123?pwd=a",
            sentence(Why.LINK_JOINS_A_MEETING, site="Zoom"),
        ),
    ],
)
def test_of_a_link_by_its_form_alone(town: Town, link: str, expected: str) -> None:
    assert expected in told(town, link)
