"""Zoom's calls: believed only with its signature, taken up once, and only where wanted."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import time
from collections.abc import Callable
from typing import Any, cast

import pytest
import requests
from redis import Redis

from tests.bot.observed_intake import ObservedIntake
from tests.bot.zoomed import SECRET, Zoomed, zoomed
from tests.standins.slack import SlackStandIn
from tests.standins.zoom import (
    AUDIO,
    CC,
    CHAT,
    GALLERY,
    LATER_TOKEN,
    TOKEN,
    TRANSCRIPT,
    VIDEO,
    a_file,
    recording_completed,
    signature,
    transcript_completed,
    url_validation,
)
from workers.domain.errors import Unavailable
from workers.domain.recording import Kind
from workers.domain.thread import Thread

__all__ = ["zoomed"]

BODY = json.dumps(recording_completed()).encode()


def test_zoom_is_shown_that_we_know_the_secret(zoomed: Zoomed) -> None:
    answer = zoomed.zoom.tells(url_validation("qgg8vlvZRS6UYooatFL8Aw"))

    mark = hmac.new(SECRET.encode(), b"qgg8vlvZRS6UYooatFL8Aw", hashlib.sha256).hexdigest()
    assert answer.status_code == 200
    assert answer.json() == {"plainToken": "qgg8vlvZRS6UYooatFL8Aw", "encryptedToken": mark}


def genuine() -> dict[str, str]:
    """Zoom's headers for `BODY`, of this moment: they age while other tests run."""
    return signature(SECRET, BODY)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (BODY, lambda: signature("another", BODY)),
        (BODY + b" ", genuine),
        (json.dumps(json.loads(BODY), indent=1).encode(), genuine),
        (BODY, lambda: signature(SECRET, BODY, at=time.time() - 310)),
        (BODY, lambda: signature(SECRET, BODY, at=time.time() + 400)),
        (BODY, lambda: {**genuine(), "x-zm-request-timestamp": str(int(time.time()) + 1)}),
        (BODY, lambda: {**genuine(), "x-zm-request-timestamp": "soon"}),
        (BODY, lambda: {**genuine(), "x-zm-request-timestamp": "9" * 5000}),
        (BODY, lambda: {**genuine(), "x-zm-signature": ""}),
        (BODY, lambda: {**genuine(), "x-zm-signature": "v0=ünder"}),
        (BODY, dict),
    ],
)
def test_what_zoom_has_not_signed_just_now_is_refused(
    zoomed: Zoomed, body: bytes, headers: Callable[[], dict[str, str]]
) -> None:
    zoomed.types("subscribe zoom")
    encoded = {name: value.encode() for name, value in headers().items()}

    assert zoomed.zoom.posts(body, encoded).status_code == 401  # type: ignore[arg-type]  # requests takes bytes for signs beyond latin-1
    assert zoomed.asked() == []


def test_a_recording_is_handed_in_for_the_channel_that_wants_it(zoomed: Zoomed) -> None:
    zoomed.types("subscribe zoom")

    answer = zoomed.zoom.tells(recording_completed())

    (analysis,) = zoomed.asked()
    assert (answer.status_code, answer.elapsed.total_seconds() < 1) == (200, True)
    assert analysis.thread == Thread(zoomed.slack.team, zoomed.general.id)
    recording = analysis.recording
    assert recording.link == "https://zoom.us/rec/webhook_download/audio-1"
    assert (recording.token, recording.kind) == (TOKEN, Kind.AUDIO)
    assert (recording.name, recording.title) == ("Weekly sync.m4a", "Weekly sync")
    assert (recording.size_bytes, str(recording.made_at)) == (90_000, "2026-05-04 09:00:12+00:00")


def test_the_token_is_neither_shown_nor_logged(
    zoomed: Zoomed, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    zoomed.types("subscribe zoom")
    zoomed.zoom.tells(recording_completed())
    zoomed.zoom.tells(transcript_completed())

    (analysis,) = zoomed.asked()
    ours = "\n".join(line.getMessage() for line in caplog.records if line.name.startswith("bot"))
    assert TOKEN not in repr(analysis)
    assert analysis.id in ours
    secrets = (TOKEN, LATER_TOKEN, SECRET, "webhook_download", "Weekly", "yNYIS408EJygs7rE5vVsJw")
    assert not any(secret in ours for secret in secrets)


def test_no_passcode_of_a_recording_is_kept(zoomed: Zoomed, redis: Redis) -> None:
    zoomed.types("subscribe zoom")
    zoomed.zoom.tells(recording_completed())
    zoomed.zoom.tells(transcript_completed())

    kept = b"".join(redis.dump(key) or b"" for key in redis.scan_iter("*"))
    assert b"webhook_download" in kept, "uncompressed, so that what follows means something"
    assert not any(code in kept for code in (b"yNYIS408EJygs7rE5vVsJw", b"132456"))


def test_a_channel_that_was_shared_since_it_subscribed_is_no_longer_subscribed(
    zoomed: Zoomed,
) -> None:
    """Slack's event of it was lost; whoever subscribed is told once."""
    zoomed.types("subscribe zoom")
    zoomed.general.shared = True
    for meeting in ("one==", "two=="):
        assert zoomed.zoom.tells(recording_completed(uuid=meeting)).status_code == 200

    assert zoomed.asked() == []
    (told,) = zoomed.said(zoomed.talk)
    assert "shared with another organisation" in told.text
    assert f"<#{zoomed.general.id}>" in told.text

    zoomed.general.shared = False
    assert zoomed.zoom.tells(recording_completed(uuid="three==")).status_code == 200
    assert zoomed.asked() == [], "only a person may begin it anew"


def test_where_slack_will_not_say_whether_it_is_shared_the_workers_are_to_tell_why(
    zoomed: Zoomed,
) -> None:
    zoomed.types("subscribe zoom")
    zoomed.slack.faults.refuse("conversations.info", "missing_scope")
    assert zoomed.zoom.tells(recording_completed()).status_code == 200
    assert len(zoomed.asked()) == 1


def test_where_slack_does_not_say_whether_it_is_shared_zoom_is_to_call_again(
    zoomed: Zoomed,
) -> None:
    zoomed.types("subscribe zoom")
    zoomed.slack.faults.refuse("conversations.info", "internal_error")
    assert zoomed.zoom.tells(recording_completed()).status_code == 503
    assert zoomed.asked() == []
    assert zoomed.zoom.tells(recording_completed()).status_code == 200
    assert len(zoomed.asked()) == 1


def test_a_channel_that_the_bot_was_removed_from_is_left_to_the_workers(zoomed: Zoomed) -> None:
    """They cannot post there either, and tell whoever subscribed it."""
    zoomed.types("subscribe zoom")
    zoomed.slack.faults.refuse("conversations.info", "channel_not_found")
    assert zoomed.zoom.tells(recording_completed()).status_code == 200
    assert len(zoomed.asked()) == 1


def test_told_twice_it_is_taken_up_once(zoomed: Zoomed) -> None:
    zoomed.types("subscribe zoom")

    first = genuine()
    for headers in (first, first, signature(SECRET, BODY, at=time.time() + 1)):
        assert zoomed.zoom.posts(BODY, headers).status_code == 200
    assert len(zoomed.asked()) == 1

    zoomed.zoom.tells(recording_completed(uuid="another=="))
    assert len(zoomed.asked()) == 2


def test_every_channel_that_wants_it_gets_it(zoomed: Zoomed) -> None:
    other = zoomed.slack.channel("other", [zoomed.ada])
    zoomed.types("subscribe zoom")
    zoomed.ada.types(other, "/sentiment", "subscribe zoom title:weekly")

    zoomed.zoom.tells(recording_completed())

    assert {each.thread.channel for each in zoomed.asked()} == {zoomed.general.id, other.id}


@pytest.mark.parametrize(
    ("options", "topic", "known"),
    [
        ("", "1:1 Ana / Ben", {}),
        ("", "HR: news", {}),
        ("", "Weekly sync", {"duration": 4}),
        ("min:40", "Weekly sync", {}),
        ("host:ben@example.com", "Weekly sync", {}),
        ("title:retro", "Weekly sync", {}),
        ("skip:sync", "Weekly sync", {}),
    ],
)
def test_what_a_channel_does_not_want_is_left_alone(
    zoomed: Zoomed, options: str, topic: str, known: dict[str, Any]
) -> None:
    zoomed.types(f"subscribe zoom {options}")

    assert zoomed.zoom.tells(recording_completed(topic, **known)).status_code == 200
    assert zoomed.asked() == []


@pytest.mark.parametrize(
    ("files", "chosen"),
    [
        ((VIDEO, AUDIO, CHAT), "audio-1"),
        ((AUDIO, a_file("audio-2", "audio_only", "M4A", 95_000)), "audio-2"),
        ((VIDEO, GALLERY, CHAT), "video-2"),
        ((VIDEO, AUDIO | {"status": "processing"}), "video-1"),
    ],
)
def test_the_file_that_is_least_to_fetch_is_chosen(
    zoomed: Zoomed, files: tuple[dict[str, object], ...], chosen: str
) -> None:
    zoomed.types("subscribe zoom")

    zoomed.zoom.tells(recording_completed(files=files))

    (analysis,) = zoomed.asked()
    assert str(analysis.recording.link).endswith(chosen)


@pytest.mark.parametrize(
    ("event", "status"),
    [
        (recording_completed(files=[CHAT]), 200),
        (transcript_completed(files=[CHAT]), 200),
        (transcript_completed() | {"download_token": ""}, 200),
        (recording_completed() | {"download_token": ""}, 200),
        (transcript_completed(), 200),
        ({"event": "recording.transcript_completed", "payload": {"object": {}}}, 400),
        ({"event": "meeting.started", "payload": {"object": {}}}, 200),
        ({"event": "recording.completed", "payload": {"object": {}}}, 400),
        ({"event": "endpoint.url_validation", "payload": {}}, 400),
        ({"payload": {}}, 400),
    ],
)
def test_what_holds_no_recording_is_acknowledged_or_refused(
    zoomed: Zoomed, event: dict[str, object], status: int
) -> None:
    zoomed.types("subscribe zoom")

    assert zoomed.zoom.tells(event).status_code == status
    assert zoomed.asked() == []


@pytest.mark.parametrize(
    ("files", "captions"),
    [
        ((AUDIO, CHAT), None),
        ((AUDIO, CC), "cc-1"),
        ((AUDIO, CC, TRANSCRIPT), "transcript-1"),
        ((AUDIO, TRANSCRIPT | {"status": "processing"}), None),
        ((AUDIO, TRANSCRIPT | {"recording_start": "2026-05-04T10:00:00Z"}), None),
    ],
)
def test_captions_of_the_same_part_are_brought_beside_the_recording(
    zoomed: Zoomed, files: tuple[dict[str, object], ...], captions: str | None
) -> None:
    zoomed.types("subscribe zoom")

    zoomed.zoom.tells(recording_completed(files=files))

    (analysis,) = zoomed.asked()
    link = analysis.recording.captions_link
    assert (link and link.rpartition("/")[2]) == captions


@pytest.mark.parametrize(
    ("end", "taken"), [("2026-05-04T09:31:40Z", 1), ("2026-05-04T09:03:00Z", 0)]
)
def test_where_zoom_forgets_how_long_a_meeting_was_its_files_say_it(
    zoomed: Zoomed, end: str, taken: int
) -> None:
    zoomed.types("subscribe zoom")

    zoomed.zoom.tells(recording_completed(files=[AUDIO | {"recording_end": end}], duration=0))

    assert len(zoomed.asked()) == taken


def kept_captions(redis: Redis) -> list[bytes]:
    """All that is kept of captions which came later."""
    hashes = [key for key in redis.scan_iter("undertone:captions:*") if redis.type(key) == b"hash"]
    return [cast(bytes, each) for key in hashes for each in redis.hvals(key)]


@pytest.mark.parametrize("first", ["recording", "transcript"])
def test_a_transcript_is_noted_for_the_channel_whichever_comes_first(
    zoomed: Zoomed, redis: Redis, first: str
) -> None:
    zoomed.types("subscribe zoom")
    told = [recording_completed(), transcript_completed()]

    for event in told if first == "recording" else reversed(told):
        assert zoomed.zoom.tells(event).status_code == 200
    zoomed.zoom.tells(transcript_completed())

    (noted,) = kept_captions(redis)
    assert b"https://zoom.us/rec/webhook_download/transcript-1" in noted
    assert LATER_TOKEN.encode() in noted
    assert len(zoomed.asked()) == 1


@pytest.mark.parametrize("options", [None, "title:retro", "host:ben@example.com", "min:40"])
def test_a_transcript_that_nobody_wants_leaves_nothing(
    zoomed: Zoomed, redis: Redis, options: str | None
) -> None:
    if options is not None:
        zoomed.types(f"subscribe zoom {options}")

    assert zoomed.zoom.tells(transcript_completed()).status_code == 200
    assert kept_captions(redis) == []


def test_without_redis_zoom_is_to_call_again(zoomed: Zoomed, redis_gone: None) -> None:
    del redis_gone
    assert zoomed.zoom.tells(recording_completed()).status_code == 503


@pytest.fixture
def redis_gone(zoomed: Zoomed) -> None:
    """Every call to the store fails from here on."""

    class Gone:
        def note_call(self) -> None:
            raise Unavailable("redis")

    zoomed.intake.subscriptions = Gone()  # type: ignore[assignment]  # all that is called


def test_without_a_secret_there_is_no_such_address(
    slack: SlackStandIn, intake: ObservedIntake
) -> None:
    del intake
    address = str(slack.events_url).replace("/slack/events", "/hooks/zoom")
    assert requests.post(address, data=BODY, headers=genuine(), timeout=5).status_code == 404
