"""One person's bombs in the queue, and another's recording all the same in time."""

from __future__ import annotations

import time

import pytest

from tests.end_to_end import recordings
from tests.end_to_end.town import Town


@pytest.fixture
def standup(town: Town) -> str:
    return town.media.put("/standup.vtt", recordings.STANDUP.encode(), content_type="text/vtt")


BOMBS = ("1" * 400_000, "[" * 300_000, "1:11 " * 60_000, "a " * 200_000, "*_" * 150_000)


def test_a_crowd_of_bombs_holds_nobody_else_up(town: Town, standup: str) -> None:
    mallory = town.slack.person("Mallory")
    town.channel.members.add(mallory.id)
    links = [
        town.media.put(f"/bomb{place}.txt", f"Ada: hello\nAda: {bomb}\n".encode())
        for place, bomb in enumerate(BOMBS)
    ]
    for round_ in range(4):
        mallory.says(town.channel, " ".join(f"<{link}?{round_}>" for link in links))

    started = time.monotonic()
    message = town.ana.says(town.channel, f"<{standup}>")
    reply = town.ana.types(town.channel, "/sentiment", "status")
    assert reply.status == 200
    town.wait_for_end(message)

    assert len(town.charts(message)) == 1
    assert time.monotonic() - started < 60


def test_ten_slow_links_of_one_person_do_not_hold_every_worker(town: Town, standup: str) -> None:
    """Each would take ten minutes; the town has two workers for links to transcripts."""
    mallory = town.slack.person("Mallory again")
    town.channel.members.add(mallory.id)
    body = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>hello\n\n" + "NOTE drips\n\n" * 300_000
    links = [
        town.media.put(f"/slow{place}.vtt", body.encode(), content_type="text/vtt", pause_s=12)
        for place in range(10)
    ]
    mallory.says(town.channel, " ".join(f"<{link}>" for link in links))
    town.slack.wait_for(
        lambda: sum(hit.path.startswith("/slow") for hit in town.media.hits) >= 2 * 2,
        timeout_s=30,
        what="both workers at work on slow links",
    )

    started = time.monotonic()
    message = town.ana.says(town.channel, f"<{standup}?behind-the-slow>")
    town.wait_for_end(message)
    took_s = time.monotonic() - started
    mallory.types(town.channel, "/sentiment", "cancel all")

    assert len(town.charts(message)) == 1
    assert took_s < 50
