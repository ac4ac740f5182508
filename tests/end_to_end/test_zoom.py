"""A meeting recorded in Zoom becomes a chart in a channel, and nobody has asked for it."""

from __future__ import annotations

from pathlib import Path

from tests.end_to_end.town import Town, has_picture, is_last_word
from tests.standins.slack import Channel, Message
from tests.standins.zoom import Zoom, a_file, recording_completed, transcript_completed
from workers.domain import actions
from workers.wording.answer import SUGGESTED

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


def test_names_that_zoom_writes_down_later_are_suggested_under_the_chart(town: Town) -> None:
    slack, channel = town.slack, town.slack.channel("retros", members=[town.ana])
    zoom = Zoom(url=f"http://127.0.0.1:{town.house.port}/hooks/zoom", secret="a-secret")
    sound, written = (
        town.media.put(f"/rec/webhook_download/{name}", STANDUP.with_suffix(suffix).read_bytes())
        for name, suffix in (("2", ".ogg"), ("2-vtt", ".vtt"))
    )
    file = a_file("2", "audio_only", "M4A", STANDUP.stat().st_size, download_url=sound)
    transcript = a_file("2-vtt", "audio_transcript", "TRANSCRIPT", 900, download_url=written)

    town.ana.types(channel, "/sentiment", "subscribe zoom title:retro")
    zoom.tells(recording_completed("Retro", files=[file], uuid="retro=="))
    slack.wait_for(
        lambda: any(map(is_last_word, channel.messages.values())), timeout_s=60, what="the end"
    )
    assert SUGGESTED not in str(chart_in(channel).blocks)
    told = transcript_completed([transcript], uuid="retro==", topic="Retro")
    assert [zoom.tells(told).status_code for _ in range(2)] == [200, 200]

    slack.wait_for(lambda: SUGGESTED in str(chart_in(channel).blocks), timeout_s=20, what="a word")
    assert town.ana.clicks(chart_in(channel), actions.RENAME).status == 200
    window = str(town.ana.modal)
    assert all(f"captions: {name}" in window for name in ("Nora", "Victor", "Walter"))
    assert "Nora" not in chart_in(channel).text, "nobody has confirmed it"
    assert len([hit for hit in town.media.hits if hit.path.endswith("2-vtt")]) == 1
    logs = town.house.log_file("workers").read_text() + town.house.log_file("bot").read_text()
    assert not any(secret in logs for secret in ("a-later-download-token", written, "Nora"))


def chart_in(channel: Channel) -> Message:
    (chart,) = filter(has_picture, channel.messages.values())
    return chart
