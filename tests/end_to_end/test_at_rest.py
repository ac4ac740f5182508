"""With DATA_KEY, whoever gets at Redis or its disk learns no word, no name and no title.

The same day is lived through once without a key, where everything is found: so the search can see.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from redis import Redis

from tests.end_to_end.town import Town, has_picture, is_last_word
from tests.house import House
from tests.standins.media import media_host
from tests.standins.slack import Message, Person, SlackStandIn
from tests.standins.slack.nouns import View
from tests.standins.zoom import Zoom, a_file, recording_completed, transcript_completed
from workers.domain import actions
from workers.domain.analysis import Refusal
from workers.domain.errors import Why
from workers.intake import Intake
from workers.store import sealing
from workers.store.keys import Key
from workers.store.lease import Queue
from workers.store.packing import pack
from workers.store.sealing import SEAL, make_key

STANDUP = Path(__file__).parents[2] / "workers" / "examples" / "standup.ogg"
SAID = """WEBVTT

00:00:00.000 --> 00:00:06.000
<v Wilhelmina>The marmalade budget is a catastrophe and the walruses are terribly unhappy about it.

00:00:07.000 --> 00:00:13.000
<v Balthasar>Nonetheless the xylophone launch was wonderful, everybody applauded our trombonists.

00:00:14.000 --> 00:00:21.000
<v Wilhelmina>Splendid news about trombonists, thank you, although marmalade remains troublesome.
"""
TITLE = "lamentations-of-october"
TYPED = ("Clementine", "xylophone launch", "gargantuan success", "penguinaries")
"""A name, a phrase of the channel, mended words, a word of the vocabulary."""
MEETING = "Quarterly zephyr"
PASSCODE = b"open-wombat-7!"
SEALED = re.compile(re.escape(SEAL) + rb"[\w=-]+")
"""Taken out before the search: by chance any four letters stand in a megabyte of base64."""
PLAIN = re.compile(rb"[A-Za-z0-9_.:|+/=-]{0,130}|[A-Z0-9]+ [0-9.-]+")
"""Ids, numbers, times and names of our own: one word without blanks, or a channel and a ts."""


pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def town(tmp_path: Path, key: str) -> Iterator[Town]:
    with media_host() as media, SlackStandIn() as slack:
        settings = {
            "ALLOW_PRIVATE_HOSTS": media.address,
            "ZOOM_WEBHOOK_SECRET": "a-secret",
            "DATA_KEY": key,
        }
        with House(slack, tmp_path, settings) as house:
            ana = slack.person("Ana", admin=True)
            yield Town(slack, house, media, slack.channel("standup", members=[ana]), ana)


@pytest.mark.parametrize("key", [make_key()])
def test_nothing_that_was_said_or_written_is_found(town: Town, key: str) -> None:
    live_through_a_day(town)
    let_a_meeting_come(town)
    wait_for_rest(town)
    enter_a_passcode(town, [key])
    at_rest = SEALED.sub(b"", read_disk(town) + read_redis(town))
    found = (
        re.search(b".{0,40}" + re.escape(word.lower().encode()) + b".{0,40}", at_rest, re.DOTALL)
        for word in secrets(town)
    )
    assert [each[0] for each in found if each] == []
    assert PASSCODE not in at_rest
    assert list(find_plain_values(town)) == []
    logs = town.house.log_file("workers").read_text() + town.house.log_file("bot").read_text()
    assert key not in logs
    assert "gAAAAA" not in logs, "no ciphertext either"


@pytest.mark.parametrize("key", [""])
def test_without_a_key_the_same_search_finds_them(town: Town) -> None:
    live_through_a_day(town)
    wait_for_rest(town)
    enter_a_passcode(town, [])
    on_disk, in_redis = read_disk(town), read_redis(town)
    for word in ("walruses", "Balthasar", TITLE, *TYPED):
        assert word.lower().encode() in on_disk, word
        assert word.lower().encode() in in_redis, word
    assert list(find_plain_values(town))
    assert PASSCODE not in on_disk
    assert PASSCODE not in in_redis


def live_through_a_day(town: Town) -> None:
    """A transcript is charted, renamed, mended and exported, and a channel is set up."""
    link = town.media.put(f"/{TITLE}.vtt", SAID.encode(), content_type="text/vtt")
    message = town.ana.says(town.channel, f"<{link}>")
    town.wait_for_end(message)
    town.ana.opens_home()
    wait_for_rest(town)
    window = press(town.ana, chart(town, message), actions.RENAME)
    ids = [str(block.get("block_id", "")) for block in window.blocks]
    name = next(each for each in ids if each.startswith("name:"))
    assert town.ana.submits(window, {name: TYPED[0]}).status == 200
    wait_for_rest(town)
    assert TYPED[0] in str(chart(town, message).blocks)
    answer = chart(town, message)
    mend, *_ = re.findall(rf"[0-9a-f]{{16}}:{actions.MEND}", str(answer.blocks))
    window = press(town.ana, answer, actions.ANSWER_MENU, mend)
    mended = {"at": "0:08", "words": f"It was a {TYPED[2]} for all of us."}
    assert town.ana.submits(window, mended).status == 200
    wait_for_rest(town)
    assert town.ana.types(town.channel, "/sentiment", "settings").status == 200
    assert town.ana.modal is not None
    window = town.ana.modal
    given = {"phrases": f"{TYPED[1]}: neutral", "vocabulary": TYPED[3]}
    assert town.ana.submits(window, given).status == 200
    town.ana.clicks(chart(town, message), actions.EXPORT)


def let_a_meeting_come(town: Town) -> None:
    """To a channel that has subscribed; it is heard, and its names come later."""
    channel = town.slack.channel("meetings", members=[town.ana])
    zoom = Zoom(url=f"http://127.0.0.1:{town.house.port}/hooks/zoom", secret="a-secret")
    sound, written = (
        town.media.put(f"/rec/webhook_download/{name}", STANDUP.with_suffix(suffix).read_bytes())
        for name, suffix in (("1", ".ogg"), ("1-vtt", ".vtt"))
    )
    file = a_file("1", "audio_only", "M4A", STANDUP.stat().st_size, download_url=sound)
    later = a_file("1-vtt", "audio_transcript", "TRANSCRIPT", 900, download_url=written)
    town.ana.types(channel, "/sentiment", f"subscribe zoom title:{MEETING.split()[1]}")
    zoom.tells(recording_completed(MEETING, files=[file], uuid="4444aaaa=="))
    zoom.tells(transcript_completed([later], uuid="4444aaaa==", topic=MEETING))
    town.slack.wait_for(
        lambda: (
            any(map(is_last_word, channel.messages.values()))
            and any(map(has_picture, channel.messages.values()))
        ),
        timeout_s=300,
        what="the meeting's chart",
    )


def enter_a_passcode(town: Town, keys: Sequence[str]) -> None:
    """As if a recording had been locked: it is entered here as the bot does it, and the workers,
    which alone can open it, go on from there."""
    sealing.use_keys(keys)
    with Redis(unix_socket_path=str(town.house.redis_socket)) as redis:
        intake = Intake(redis)
        asked = intake.asked_by(town.slack.team, town.ana.id)
        (analysis,) = (
            each for each in asked if each.answer_ts and each.thread.channel == town.channel.id
        )
        locked = replace(analysis, refusal=Refusal(Why.LINK_NEEDS_PASSCODE))
        redis.hset(Key.ANALYSIS.make(analysis.id), "body", pack(locked))
        assert intake.changes.unlock(analysis.id, PASSCODE.decode())
        wait_for_rest(town)
        ended = intake.find(analysis.id)
    assert ended is not None
    assert (ended.done, ended.refusal) == (True, None), "the workers could open it"


def secrets(town: Town) -> Sequence[str]:
    """Whatever was said or written, each word that cannot be one of our own."""
    said = set(re.findall(r"[A-Za-z]{6,}", SAID.replace("WEBVTT", "")))
    heard = set(re.findall(r"[A-Za-z]{9,}", STANDUP.with_suffix(".vtt").read_text()))
    names = {"Nora", "Victor", "Walter"}
    typed = {*TYPED, TITLE, MEETING, "zephyr", "webhook_download", "a-download-token"}
    return sorted(said | heard | names | typed | {town.media.address})


def read_disk(town: Town) -> bytes:
    """All that Redis has written, in small letters. (Weights that are prepared beside it are
    megabytes of noise, in which any short name stands somewhere.)"""
    files = (each for each in (town.house.data / "redis").rglob("*") if each.is_file())
    return b"\n".join(each.read_bytes() for each in files).lower()


def read_redis(town: Town) -> bytes:
    """All keys, fields and values, in small letters."""
    return b"\n".join(part for parts in find_values(town) for part in parts).lower()


def find_plain_values(town: Town) -> Iterator[tuple[bytes, bytes, bytes]]:
    """What is not sealed and more than an id or a number, or not sealed where it has to be."""
    kinds = {key.make().encode(): key for key in Key}
    for name, field, value in find_values(town):
        if not name.startswith(b"undertone:"):
            continue  # RQ's: searched for words like the rest
        kind = kinds[b":".join(name.split(b":")[:2])]
        must = kind.seals(field.decode()) and not name.endswith(b":deleted")
        if not value.startswith(SEAL) and (must or not PLAIN.fullmatch(value)):
            yield name, field, value


def find_values(town: Town) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Key, field, value; of sets the member stands as the value."""
    with Redis(unix_socket_path=str(town.house.redis_socket)) as redis:
        for name in redis.scan_iter():
            match redis.type(name):
                case b"string":
                    yield name, b"", redis.get(name) or b""
                case b"hash":
                    for field, value in redis.hgetall(name).items():
                        yield name, field, _unpack(name, field, value)
                case b"zset":
                    yield from ((name, b"", each) for each in redis.zrange(name, 0, -1))
                case b"set":
                    yield from ((name, b"", each) for each in redis.smembers(name))
                case b"list":
                    yield from ((name, b"", each) for each in redis.lrange(name, 0, -1))


def _unpack(name: bytes, field: bytes, value: bytes) -> bytes:
    """RQ compresses what a job is given."""
    return zlib.decompress(value) if name.startswith(b"rq:job:") and field == b"data" else value


def press(person: Person, answer: Message, action: str, choice: str | None = None) -> View:
    assert person.clicks(answer, action, choice).status == 200
    assert person.modal is not None
    return person.modal


def chart(town: Town, message: Message) -> Message:
    (found,) = town.charts(message)
    return found


def wait_for_rest(town: Town) -> None:
    """Until nothing is due: what is still under way cannot be changed."""
    with Redis(unix_socket_path=str(town.house.redis_socket)) as redis:
        town.slack.wait_for(
            lambda: not any(redis.zcard(Key.DUE.make(queue)) for queue in Queue),
            timeout_s=300,
            what="rest",
        )
