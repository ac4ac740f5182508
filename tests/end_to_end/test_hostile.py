"""What somebody sends who means no good, through the real bot and the real workers."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import av
import numpy as np
import pytest
import requests

from tests.end_to_end.town import Town
from tests.standins.slack import Message
from tests.standins.slack.signed_http import signature

HOURS = 3
RATE = 8_000

PLAYLISTS = {
    "hls.mp4": "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{url}\n#EXT-X-ENDLIST\n",
    "hls-file.mp3": "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nfile:///etc/passwd\n",
    "concat.wav": "ffconcat version 1.0\nfile {url}\nfile /etc/passwd\n",
    "list.m4a": "[playlist]\nFile1={url}\nFile2=/etc/passwd\nNumberOfEntries=2\n",
    "dash.webm": "<?xml version='1.0'?><MPD><BaseURL>{url}</BaseURL></MPD>",
    "session.mov": "v=0\no=- 0 0 IN IP4 127.0.0.1\nm=audio 1234 RTP/AVP 0\n",
}

HOSTILE = """WEBVTT

00:00:00.000 --> 00:00:05.000
<v Ba$$in $\\frac{1}{>The tests fail <!channel> and it is a terrible mess, I am worried.

00:00:06.000 --> 00:00:12.000
<v =HYPERLINK("http://evil.example")>I love it \x1b[31m it is wonderful work, everyone is happy.

00:00:13.000 --> 00:00:20.000
<v *_~`<!here>`~_*>That is great, thank you, I will be very pleased. <@U0BOT> @everyone
"""


def ended(town: Town, name: str, body: bytes) -> Message:
    """The link is posted and the analysis over: the message that asked."""
    message = town.ana.says(
        town.channel, f"<@{town.slack.bot_user}> <{town.media.put(f'/{name}', body)}>"
    )
    town.wait_for_end(message)
    return message


@pytest.mark.parametrize("name", PLAYLISTS)
def test_media_that_names_other_media_reaches_nothing(town: Town, name: str) -> None:
    inner = town.media.put(f"/inner-of-{name}", b"ID3" + bytes(5000))
    message = ended(town, name, PLAYLISTS[name].format(url=inner).encode())
    (status,) = town.replies(message)
    assert ":warning:" in str(status.blocks)
    assert "root:" not in town.slack.as_text(message)
    assert not [hit for hit in town.media.hits if "inner-of" in hit.path]


def test_hours_in_a_few_bytes_end_at_the_limit(town: Town) -> None:
    bomb = _silence_in_flac(HOURS)
    assert len(bomb) < 2_500_000
    (status,) = town.replies(ended(town, "bomb.flac", bomb))
    assert "longer than 1 min" in status.text
    assert list((town.house.data / "workroom").iterdir()) == []


def test_names_and_words_that_would_be_commands_are_only_words(town: Town) -> None:
    message = ended(town, "hostile.vtt", HOSTILE.encode())
    assert len(town.charts(message)) == 1
    replies = town.replies(message)
    read_as_markup = [text for each in replies for text in (each.text, *_list_markup(each.blocks))]
    for command in ("<!channel>", "<!here>"):
        assert not [text for text in read_as_markup if command in text]
    assert "\\u001b" not in json.dumps([[each.text, each.blocks] for each in replies])
    logs = "".join(town.house.log_file(name).read_text() for name in ("bot", "workers"))
    assert "\x1b[31m" not in logs
    assert "evil.example" not in logs


def test_a_request_that_is_replayed_to_the_letter_starts_nothing_new(town: Town) -> None:
    link = town.media.put("/replayed.vtt", HOSTILE.encode(), content_type="text/vtt")
    message = town.ana.says(town.channel, f"<{link}>")
    (sent,) = town.slack.wait_for(
        lambda: [each for each in town.slack.deliveries if each.event.get("ts") == message.ts],
        what="the delivery",
    )
    body = json.dumps(sent.payload).encode()
    headers = signature(town.slack.signing_secret, body) | {"Content-Type": "application/json"}
    for _ in range(3):
        again = requests.post(str(town.slack.events_url), data=body, headers=headers, timeout=5)
        assert again.status_code == 200
    town.wait_for_end(message)
    assert len(town.replies(message)) == 2


def _silence_in_flac(hours: int) -> bytes:
    """Digital silence packs to next to nothing."""
    out = io.BytesIO()
    with av.open(out, "w", format="flac") as file:
        track = file.add_stream("flac", rate=RATE, layout="mono")
        minute = np.zeros((1, 60 * RATE), np.int16)
        for _ in range(60 * hours):
            frame = av.AudioFrame.from_ndarray(minute, format="s16", layout="mono")
            frame.sample_rate = RATE
            file.mux(track.encode(frame))
        file.mux(track.encode(None))
    return out.getvalue()


def _list_markup(part: object) -> Iterator[str]:
    """What of blocks Slack reads as mrkdwn: cells and rich text are shown as they stand."""
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield str(part["text"])
        part = list(part.values())
    if isinstance(part, list | tuple):
        for each in part:
            yield from _list_markup(each)
