"""What people do in Slack, with the real bot and the real workers behind it."""

from __future__ import annotations

import pytest

from tests.end_to_end import recordings
from tests.end_to_end.town import Town, has_picture


@pytest.fixture
def standup(town: Town) -> str:
    return town.media.put("/standup.vtt", recordings.STANDUP.encode(), content_type="text/vtt")


def test_a_pasted_link_gets_a_chart(town: Town, standup: str) -> None:
    message = town.ana.says(town.channel, f"our standup: <{standup}>")
    status, answer = town.wait_for_end(message)
    assert "Charted" in status.text
    assert has_picture(answer)
    assert "Ana" in answer.text
    assert "Ben" in answer.text
    assert ("eyes", town.slack.bot_user) in town.slack.thread(message)[0].reactions


def test_several_recordings_get_a_chart_each(town: Town, standup: str) -> None:
    other = town.media.put("/other.vtt", recordings.MONOLOGUE.encode(), content_type="text/vtt")
    message = town.ana.says(town.channel, f"<{standup}> and <{other}|the other>")
    town.wait_for_end(message, count=2)
    assert len(town.charts(message)) == 2


def test_an_upload_gets_a_chart(town: Town) -> None:
    message = town.ana.uploads(
        town.channel, recordings.STANDUP.encode(), filename="standup.vtt", mimetype="text/vtt"
    )
    town.wait_for_end(message)
    assert len(town.charts(message)) == 1


def test_a_mention_in_a_thread_gets_a_chart(town: Town, standup: str) -> None:
    parent = town.ana.says(town.channel, "how did it go?")
    text = f"<@{town.slack.bot_user}> <{standup}> 2"
    message = town.ana.says(town.channel, text, thread=parent)
    town.wait_for_end(message)
    assert len(town.charts(parent)) == 1, "the message came as two events"


def test_a_command_gets_a_chart_in_a_thread_of_its_own(town: Town, standup: str) -> None:
    reply = town.ana.types(town.channel, "/sentiment", f"{standup} 2")
    assert reply.status == 200
    assert reply.response_type == "ephemeral"
    opened = town.slack.wait_for(
        lambda: next(
            (each for each in town.channel.messages.values() if "asked for" in each.text), None
        ),
        what="the opening message",
    )
    assert opened is not None
    town.wait_for_end(opened)
    assert len(town.charts(opened)) == 1


def test_help_answers(town: Town) -> None:
    reply = town.ana.types(town.channel, "/sentiment", "help")
    assert "/sentiment" in reply.text


def test_four_deliveries_give_one_chart(town: Town, standup: str) -> None:
    message = town.ana.says(town.channel, f"<{standup}>")
    town.slack.wait_for(lambda: town.replies(message), what="the status message")
    town.slack.deliver_again(message, times=3)
    town.wait_for_end(message)
    assert len(town.replies(message)) == 2


def test_an_article_is_ignored_without_a_word(town: Town) -> None:
    link = town.media.page("/article", "<html><body>News</body></html>")
    message = town.ana.says(town.channel, f"read this <{link}>")
    settled = town.ana.says(town.channel, f"<@{town.slack.bot_user}> help")
    town.slack.wait_for(lambda: town.replies(settled), what="help")
    assert town.replies(message) == []
    assert all(hit.path != "/article" for hit in town.media.hits)


def test_the_bundled_meeting_needs_nothing_of_anybody(town: Town) -> None:
    before = set(town.channel.messages)
    town.ana.types(town.channel, "/sentiment", "demo")
    opened = town.slack.wait_for(
        lambda: next(
            (each for ts, each in town.channel.messages.items() if ts not in before), None
        ),
        what="the opening message",
    )
    assert opened is not None
    town.wait_for_end(opened)
    assert len(town.charts(opened)) == 1
