"""Which format is taken of those that a site offers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from workers.domain.errors import Refused, Why
from workers.sources.resolver_formats import choose_best, choose_format
from workers.sources.resolver_messages import Resolved

FILE = {
    "url": "https://h/a.mp4",
    "protocol": "https",
    "vcodec": "avc1",
    "acodec": "mp4a",
    "tbr": 900,
}
SOUND = {
    "url": "https://h/a.m4a",
    "protocol": "https",
    "vcodec": "none",
    "acodec": "mp4a",
    "abr": 128,
}
THIN = {**SOUND, "url": "https://h/thin.m4a", "abr": 24}
MUTE = {**FILE, "url": "https://h/mute.mp4", "acodec": "none", "tbr": 1}
LIST = {**SOUND, "url": "https://h/a.m3u8", "protocol": "m3u8_native", "abr": 64}
DASH = {**SOUND, "url": "https://h/a.mpd", "protocol": "http_dash_segments"}
UNKNOWN = {"url": "https://h/unknown.mp4"}


@pytest.mark.parametrize(
    ("offered", "taken"),
    [
        ([FILE, SOUND, MUTE], SOUND),
        ([THIN, SOUND], SOUND),
        ([THIN, FILE], THIN),
        ([LIST, FILE, DASH], FILE),
        ([LIST, DASH, MUTE], LIST),
        ([UNKNOWN, MUTE], UNKNOWN),
    ],
)
def test_the_smallest_file_with_good_sound_is_taken(
    offered: list[Mapping[str, Any]], taken: Mapping[str, Any]
) -> None:
    assert choose_format(offered, "Site") is taken


@pytest.mark.parametrize(
    ("found", "why"),
    [
        ({"formats": [MUTE]}, Why.NO_SOUND),
        ({"formats": []}, Why.NO_SOUND),
        ({"formats": [DASH]}, Why.SITE_UNSUPPORTED),
        ({"formats": [SOUND], "is_live": True}, Why.LINK_IS_LIVE),
        ({"formats": [SOUND], "live_status": "is_upcoming"}, Why.LINK_IS_LIVE),
        ({"_type": "playlist", "entries": [{"formats": [SOUND]}] * 2}, Why.LINK_IS_A_PLAYLIST),
        ({"_type": "playlist", "entries": [{"url": "https://h/1"}]}, Why.LINK_IS_A_PLAYLIST),
        ({"_type": "playlist", "entries": []}, Why.LINK_IS_A_PLAYLIST),
    ],
)
def test_what_cannot_be_charted_is_refused(found: Mapping[str, Any], why: Why) -> None:
    with pytest.raises(Refused) as error:
        choose_best(found, "Site")
    assert error.value.why is why


def test_only_harmless_headers_are_taken_over() -> None:
    found = {
        "title": "Weekly",
        "duration": 61,
        "upload_date": "20260512",
        "http_headers": {"Referer": "https://h/", "Cookie": "a=1", "Authorization": "Bearer x"},
        "formats": [{**SOUND, "ext": "m4a", "http_headers": {"User-Agent": "x", "X-Key": "1"}}],
        "subtitles": {
            "en": [{"ext": "json", "url": "https://h/j"}, {"ext": "vtt", "url": "https://h/v"}],
            "de": [{"ext": "ttml", "url": "https://h/t"}],
        },
    }
    assert choose_best({"_type": "playlist", "entries": [found]}, "Site") == Resolved(
        media_url=str(SOUND["url"]),
        streamed=False,
        headers={"Referer": "https://h/", "User-Agent": "x"},
        title="Weekly",
        extension="m4a",
        length_s=61,
        made_at=1_778_544_000.0,
        captions={"en": "https://h/v"},
    )


@pytest.mark.parametrize("said", ["1:01", -1, 0, float("nan"), float("inf"), [], None])
def test_a_length_that_is_none_is_not_known(said: object) -> None:
    assert choose_best({"formats": [SOUND], "duration": said}, "Site").length_s is None


@pytest.mark.parametrize(
    ("said", "made_at"),
    [
        ({"timestamp": 1_778_580_000, "upload_date": "20260101"}, 1_778_580_000.0),
        ({"timestamp": None, "release_timestamp": 1_778_580_000.5}, 1_778_580_000.5),
        ({"timestamp": 1_778_580_000_000, "upload_date": "20260512"}, 1_778_544_000.0),
        ({"upload_date": "soon"}, None),
        ({}, None),
    ],
)
def test_when_it_was_made_is_taken_where_it_makes_sense(
    said: Mapping[str, Any], made_at: float | None
) -> None:
    assert choose_best({"formats": [SOUND], **said}, "Site").made_at == made_at
