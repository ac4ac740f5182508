"""What cannot be charted ends in one clear sentence with the next step, and leaves nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from redis import Redis

from tests.end_to_end import recordings
from tests.end_to_end.town import Town
from tests.workers.observing import eventually
from workers.processes.redis_server import connect_redis
from workers.store.lease import Queue
from workers.store.ledger import Ledger

BadLink = Callable[[Town], str]


def served(name: str, body: bytes, **how: object) -> BadLink:
    """A link to something on the media host."""
    return lambda town: town.media.put(f"/{name}", body, **how)


BAD_LINKS: dict[str, tuple[BadLink, str]] = {
    "no recording": (served("a.zip", b"PK\x03\x04" + bytes(200)), "not a recording"),
    "not found": (served("gone.mp3", status=404, body=b""), "nothing at that link"),
    "forbidden": (served("secret.mp3", status=403, body=b""), "does not let me in"),
    "a page instead": (
        served("page.mp3", b"<!doctype html><html></html>", content_type="text/html"),
        "opens a web page",
    ),
    "empty": (served("empty.mp3", b""), "empty"),
    "truncated": (served("cut.mp4", recordings.film_without_sound()[:700]), "damaged"),
    "no sound": (served("silent.mp4", recordings.film_without_sound()), "no sound track"),
    "silence": (served("silence.wav", recordings.silence(5)), "no speech"),
    "noise past the limit": (served("noise.wav", recordings.noise(90)), "longer than 1 min"),
    "too large": (served("large.wav", bytes(5_000_000)), "I take up to 4 MB"),
    "an image": (served("a.png", b"\x89PNG\r\n\x1a\n" + bytes(100)), "not a recording"),
    "a private address": (lambda _: "https://192.168.7.7/a.mp3", "private network"),
    "plain http": (lambda _: "http://media.invalid/a.mp3", "https"),
    "no cues": (served("no.vtt", b"WEBVTT\n\n"), "nobody speaking"),
}


@pytest.mark.parametrize("name", BAD_LINKS)
def test_a_bad_link_is_explained_in_the_thread(town: Town, name: str) -> None:
    make_link, expected = BAD_LINKS[name]
    message = town.ana.says(town.channel, f"<@{town.slack.bot_user}> <{make_link(town)}>")
    (status,) = town.wait_for_end(message)
    assert expected in status.text
    assert "Traceback" not in status.text


def test_one_speaker_is_enough(town: Town) -> None:
    link = town.media.put("/one.vtt", recordings.MONOLOGUE.encode(), content_type="text/vtt")
    message = town.ana.says(town.channel, f"<{link}>")
    town.wait_for_end(message)
    assert len(town.charts(message)) == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("LINK 0", "from 1 to 20"),
        ("LINK 99", "from 1 to 20"),
        ("LINK many", "many"),
        ("LINK engine:abacus", "openai, assemblyai, deepgram, symbl, local"),
        ("something", "link"),
    ],
)
def test_a_command_that_cannot_be_is_answered_to_its_writer_alone(
    town: Town, words: str, expected: str
) -> None:
    reply = town.ana.types(
        town.channel, "/sentiment", words.replace("LINK", "https://media.example/a.mp3")
    )
    assert reply.response_type == "ephemeral"
    assert expected in reply.text


def test_a_file_that_may_not_be_read_names_the_scope(town: Town) -> None:
    town.slack.scopes.discard("files:read")
    try:
        message = town.ana.uploads(town.channel, b"ID3" + bytes(500), filename="a.mp3")
        (status,) = town.wait_for_end(message)
    finally:
        town.slack.scopes.add("files:read")
    assert "files:read" in status.text


def test_in_a_channel_it_is_not_in_the_person_is_told_alone(town: Town) -> None:
    closed = town.slack.channel("closed", members=[town.ana], bot=False)
    reply = town.ana.types(closed, "/sentiment", "https://media.example/a.mp3")
    told = town.slack.wait_for(lambda: reply.later, timeout_s=30, what="a sentence to Ana alone")
    assert "/invite" in str(told)


def test_nothing_is_left_when_all_of_it_is_over(town: Town) -> None:
    data = town.house.folder / "data"
    # What others have sent before, and what was said last, may take a while to be put away.
    eventually(lambda: not list((data / "workroom").iterdir()), within_s=60)
    with connect_redis(None, data) as home, home.client() as redis:
        eventually(lambda: not any(waiting(redis, queue) for queue in Queue), within_s=60)


def waiting(redis: Redis, queue: Queue) -> int:
    return Ledger(redis).waiting(queue)
