"""Visits: redirects, tokens, and what failed ones mean."""

from __future__ import annotations

import logging
import random
import traceback
from datetime import timedelta
from pathlib import Path

import pytest

from tests.standins.media import MediaHost, media_host
from workers.domain.errors import AnalysisError, Refused, Unavailable, Why
from workers.web import Hosts, ScopedToken, Visit, Web
from workers.web.session import check_form

BODY = random.Random(7).randbytes(300_000)


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
    assert error.value.why is why


def test_a_site_is_visited_over_https_and_a_host_of_ones_own_as_written() -> None:
    web = Web(max_bytes=1, max_seconds=1, allow_private={"media.corp"})
    assert (
        web.secured("http://zoom.us/rec/share/a?pwd=b#c") == "https://zoom.us/rec/share/a?pwd=b#c"
    )
    for link in ("https://zoom.us/rec/share/a", "http://media.corp/a", "http://zoom.us:8080/a"):
        assert web.secured(link) == link
    for link in ("http://[::1", "zoom.us/rec", "file:///etc/passwd"):
        with pytest.raises(Refused) as error:
            web.secured(link)
        assert error.value.why is Why.LINK_MALFORMED


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
    assert error.value.why is why


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
    assert error.value.why is Why.TOO_MANY_REDIRECTS


def test_a_token_stays_with_the_hosts_it_was_given_for(host: MediaHost) -> None:
    with media_host() as foreign:
        web = Web(max_bytes=10, max_seconds=9, allow_private={host.address, foreign.address})
        host.redirect("/a", "/b")
        host.redirect("/b", foreign.link("/c"))
        foreign.redirect("/c", host.link("/d"))
        host.put("/d", b"x")
        web.glance(Visit(link=host.link("/a"), bearer=ScopedToken("xoxb-1", Hosts({host.address}))))
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
    assert "SECRET" not in repr(Visit(link=links[0], bearer=ScopedToken("SECRET", Hosts())))


def test_nobody_listening_is_nobodys_fault(tmp_path: Path) -> None:
    with media_host() as host:
        web = Web(max_bytes=10, max_seconds=9, allow_private={host.address})
    with pytest.raises(Unavailable):
        web.download(Visit(link=host.link("/a.mp3")), tmp_path)


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example\\@zoom.us/rec/1",
        "https://evil.example\\.zoom.us/rec/1",
        "https:\\\\evil.example/@zoom.us",
        "https://zoom.us\t.evil.example/a",
        "https://zoom.us\n/a",
        "https://evil.example/\\@zoom.us",
        "https://zoom.us\x00.evil.example/",
        "https://zoom.us\u202e/gpj.3pm",
        "https://zoom.us%2f@evil.example/",
        "https://zoom.us /a",
    ],
)
def test_a_link_that_parsers_read_in_two_ways_is_none(link: str) -> None:
    """The host that is checked has to be the host that is connected to: a token goes there."""
    with pytest.raises(Refused) as refused:
        check_form(link)
    assert refused.value.why is Why.LINK_MALFORMED


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("https://us02web.zoom.us/rec/play/a.b-c_d?pwd=x%20y&a=b\\c", "us02web.zoom.us"),
        ("https://user:word@Media.Example.com:8443/a.mp3", "media.example.com"),
        ("http://[2001:db8::1]:80/a", "2001:db8::1"),
        ("https://münchen.example/ä.mp3", "münchen.example"),
    ],
)
def test_honest_links_are_read_as_they_are(link: str, host: str) -> None:
    assert check_form(link).hostname == host
