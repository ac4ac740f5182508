"""A meeting recorded in Zoom becomes a chart in a channel, and nobody has asked for it."""

from __future__ import annotations

from pathlib import Path

from tests.end_to_end.town import Town, has_picture, is_last_word
from tests.standins.zoom import Zoom, a_file, recording_completed

STANDUP = Path(__file__).parents[2] / "workers" / "examples" / "standup.ogg"


def test_a_subscribed_channel_gets_the_chart(town: Town) -> None:
    slack, channel = town.slack, town.slack.channel("meetings", members=[town.ana])
    zoom = Zoom(url=f"http://127.0.0.1:{town.house.port}/hooks/zoom", secret="a-secret")
    link = town.media.put("/rec/webhook_download/1", STANDUP.read_bytes())
    file = a_file("1", "audio_only", "M4A", STANDUP.stat().st_size, download_url=link)

    town.ana.types(channel, "/sentiment", "subscribe zoom title:weekly")
    answers = [zoom.tells(recording_completed(files=[file])) for _ in range(2)]
    slack.wait_for(
        lambda: any(map(is_last_word, channel.messages.values())), timeout_s=60, what="the end"
    )

    assert [answer.status_code for answer in answers] == [200, 200]
    notice, status, *below = channel.messages.values()
    assert "has subscribed this channel" in notice.text
    assert "Charted *Weekly sync*" in status.text
    assert [each.thread_ts for each in below if has_picture(each)] == [status.ts]
    (opening,) = [
        call.args["text"]
        for call in slack.calls("chat.postMessage")
        if call.args["channel"] == channel.id and "Zoom recording" in call.args["text"]
    ]
    assert opening.startswith("Zoom recording of “Weekly sync”")
    logs = town.house.log_file("workers").read_text() + town.house.log_file("bot").read_text()
    assert "a-download-token" not in logs
    assert link not in logs
