"""Links from somebody who means no good, posted to the real bot: one clear sentence each."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.end_to_end.town import Town
from tests.standins.media import MediaHost, media_host
from tests.standins.slack import Message
from workers.domain.errors import Why
from workers.sources.recognise import is_recording_link
from workers.wording.refusals import SENTENCES

LIMIT = 4_000_000
PLAYER = "/Mediasite/PlayerService/PlayerService.svc/json/GetPlayerOptions"
PAGE = "/Mediasite/Play/0123456789abcdef0123456789abcdef1d"
WRAPPED = "https%3A%2F%2F169.254.169.254%2Flatest%2Fx.mp3"

PRIVATE = (
    *("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "0.0.0.0"),  # noqa: S104 - a link, nothing is bound
    *("[::1]", "[::]", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]"),
    *("localhost", "LOCALHOST", "media.example.com@127.0.0.1", "www.dropbox.com:x@127.0.0.1"),
    *("10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "198.18.0.1", "240.0.0.1"),
    *("169.254.169.254", "[fd00:ec2::254]", "[fe80::1]", "168.63.129.16", "224.0.0.1"),
)
"""Hosts that are nobody's business, in every spelling that has fooled someone."""


class Trap(NamedTuple):
    """A link, and what is to be said of it."""

    link: str
    why: Why


@pytest.fixture(scope="module")
def secret() -> Iterator[MediaHost]:
    """A host beside the bot that no link may lead to."""
    with media_host() as host:
        host.put("/x.mp3", b"ID3" + bytes(5_000))
        host.page(PAGE, "<html></html>")
        yield host


def traps(town: Town, secret: MediaHost) -> list[Trap]:
    media = town.media
    here = [Trap(f"https://{host}:{secret.port}/x.mp3", Why.LINK_PRIVATE) for host in PRIVATE]
    return [
        *(*here, *_redirects(media, secret), *_wrapped(secret), *_resolved(media, secret)),
        Trap(secret.link("/x.mp3"), Why.LINK_INSECURE),
        Trap("https://[::1/x.mp3", Why.LINK_MALFORMED),
        Trap(f"https://127。0。0。1:{secret.port}/x.mp3", Why.LINK_MALFORMED),
        Trap(f"https://①②⑦.⓪.⓪.①:{secret.port}/x.mp3", Why.LINK_MALFORMED),
        Trap("https://media.example.com:99999/x.mp3", Why.LINK_MALFORMED),
        Trap(media.page("/page.mp3", "<!doctype html><title>x</title>"), Why.LINK_IS_A_PAGE),
        Trap(media.put("/huge.mp3", b"ID3" + bytes(5_000), promises=9**12), Why.TOO_LARGE),
        Trap(
            media.put("/endless.mp3", b"ID3" + bytes(LIMIT + 1), says_length=False, ranges=False),
            Why.TOO_LARGE,
        ),
        Trap(
            media.put(
                "/bomb.mp3",
                gzip.compress(b"ID3" + bytes(9 * LIMIT)),
                headers={"Content-Encoding": "gzip"},
            ),
            Why.TOO_LARGE,
        ),
        Trap(media.put("/program.mp3", b"\x7fELF" + bytes(5_000)), Why.NOT_A_RECORDING),
        Trap(media.put("/archive.mp4", b"PK\x03\x04" + bytes(5_000)), Why.NOT_A_RECORDING),
        Trap("https://zoom.us/j/1?pwd=%3C!channel%3E", Why.LINK_JOINS_A_MEETING),
    ]


def _redirects(media: MediaHost, secret: MediaHost) -> list[Trap]:
    round_and_round = media.link("/round.mp3")
    targets = {
        "/to-private.mp3": (f"https://127.0.0.1:{secret.port}/x.mp3", Why.LINK_PRIVATE),
        "/to-metadata.mp3": ("https://169.254.169.254/latest/meta-data/", Why.LINK_PRIVATE),
        "/to-plain.mp3": (secret.link("/x.mp3"), Why.LINK_INSECURE),
        "/to-a-file.mp3": ("file:///etc/passwd", Why.LINK_MALFORMED),
        "/to-gopher.mp3": (f"gopher://127.0.0.1:{secret.port}/_INFO", Why.LINK_MALFORMED),
        "/round.mp3": (round_and_round, Why.TOO_MANY_REDIRECTS),
    }
    return [Trap(media.redirect(path, to), why) for path, (to, why) in targets.items()]


def _wrapped(secret: MediaHost) -> list[Trap]:
    outlook = "https://nam02.safelinks.protection.outlook.com/?data=05&url="
    return [
        Trap(outlook + WRAPPED, Why.LINK_PRIVATE),
        Trap(f"https://www.google.com/url?q={WRAPPED}", Why.LINK_PRIVATE),
        Trap(
            f"{outlook}https%3A%2F%2F127.0.0.1%3A{secret.port}%2Fx.mp3&reserved=0",
            Why.LINK_PRIVATE,
        ),
    ]


def _resolved(media: MediaHost, secret: MediaHost) -> list[Trap]:
    """Pages that the resolver reads, or that lead on to other hosts."""
    stream = {"VideoUrls": [{"Location": secret.link("/x.mp3"), "MimeType": "video/mp4"}]}
    told = {"d": {"Presentation": {"Title": "x", "Streams": [{"StreamType": 0, **stream}]}}}
    media.put(PLAYER, json.dumps(told).encode(), content_type="application/json")
    elsewhere = PAGE.replace("0123", "4567")
    return [
        Trap(f"https://127.0.0.1:{secret.port}{PAGE}", Why.LINK_PRIVATE),
        Trap(f"https://[::ffff:7f00:1]:{secret.port}{PAGE}", Why.LINK_PRIVATE),
        Trap("https://169.254.169.254/media/t/1_a1b2c3d4", Why.LINK_PRIVATE),
        Trap(media.page(PAGE, "<html></html>"), Why.LINK_INSECURE),
        Trap(media.redirect(elsewhere, secret.link(PAGE)), Why.LINK_PRIVATE),
    ]


def test_each_ends_in_its_sentence_and_nothing_behind_it_is_reached(
    town: Town, secret: MediaHost
) -> None:
    laid = traps(town, secret)
    assert len({trap.link for trap in laid}) == len(laid) >= 40
    posted = [
        (trap, town.ana.says(town.channel, f"<@{town.slack.bot_user}> <{trap.link}>"))
        for trap in laid
    ]

    wrong = {
        trap.link: said for trap, message in posted if (said := _complaint(town, trap, message))
    }
    assert wrong == {}
    assert secret.hits == []
    assert list((town.house.data / "workroom").iterdir()) == []
    logs = "".join(town.house.log_file(name).read_text() for name in ("bot", "workers"))
    assert [trap.link for trap in laid if trap.link in logs] == []
    assert "Traceback" not in logs


def _complaint(town: Town, trap: Trap, message: Message) -> list[str]:
    """What was said, where it was not the one sentence; empty where it was."""
    said = [each.text for each in town.wait_for_end(message)]
    expected = SENTENCES[trap.why].partition("{")[0]
    return [] if len(said) == 1 and expected in said[0] else said


def test_what_is_no_recording_is_passed_over_where_nobody_asked(
    town: Town, secret: MediaHost
) -> None:
    quiet = [
        *("https://meet.google.com/abc-defg-hij", "https://zoom.us/j/123", "https://otter.ai/u/a"),
        *("https://docs.google.com/document/d/1a/edit", "https://youtu.be/a1B2c3D4e5F"),
        *(f"https://127.0.0.1:{secret.port}/", f"https://127.0.0.1:{secret.port}/admin?x=y.mp3"),
        *(town.media.page("/minutes", "<html>"), f"https://www.google.com/url?q={WRAPPED[:-3]}pdf"),
    ]
    assert [link for link in quiet if is_recording_link(link)] == []

    def untouched(message: Message) -> bool:
        return not (town.replies(message) or town.slack.thread(message)[0].reactions)

    unasked = [town.ana.says(town.channel, f"look: <{link}>") for link in quiet]
    page = town.ana.says(town.channel, f"<{town.media.page('/notes.mp3', '<html>')}>")
    last = town.ana.says(town.channel, f"<@{town.slack.bot_user}> <{secret.link('/x.mp3')}>")
    town.wait_for_end(last)
    town.slack.wait_for(lambda: untouched(page), timeout_s=20, what="silence about a page")
    assert "/notes.mp3" in {hit.path for hit in town.media.hits}, "it was looked at"
    assert all(map(untouched, unasked))
    assert secret.hits == []
