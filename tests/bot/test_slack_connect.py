"""Channels that another organisation is in: closed, unless whoever runs the bot opens them."""

from __future__ import annotations

import pytest

from bot.listeners.shortcut import CALLBACK
from tests.bot.cards import charted, whispered
from tests.bot.deliveries import delivered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Person, SlackStandIn
from workers.wording import replies

MP3 = "https://media.example.com/standup.mp3"


@pytest.fixture
def shared(slack: SlackStandIn, ada: Person) -> Channel:
    return slack.channel("with-partners", [ada], shared=True)


def test_nobody_who_did_not_speak_to_the_bot_hears_of_it(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, shared: Channel
) -> None:
    posted = ada.says(shared, f"<{MP3}>")
    ada.uploads(shared, b"some bytes", filename="call.m4a")
    ada.edits(posted, f"<{MP3}> <{MP3}?2>")
    delivered(slack, 3)

    assert intake.asked == []
    assert {call.method for call in slack.transcript} == {"auth.test"}
    assert all(delivery.status == 200 for delivery in slack.deliveries)


def test_spoken_to_it_says_why_not_once_and_alone(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, shared: Channel
) -> None:
    ada.says(shared, f"<@{slack.bot_user}> <{MP3}>")
    delivered(slack, 2)

    assert intake.asked == []
    assert whispered(ada) == [replies.NOT_WITH_OTHERS]
    assert slack.calls("chat.postMessage") == []


@pytest.mark.parametrize("text", [MP3, "demo"])
def test_a_command_there_starts_nothing(
    intake: ObservedIntake, ada: Person, shared: Channel, text: str
) -> None:
    reply = ada.types(shared, "/sentiment", text)

    assert (reply.text, reply.response_type) == (replies.NOT_WITH_OTHERS, "ephemeral")
    assert intake.asked == []


@pytest.mark.parametrize("text", ["help", "status", "settings", "forget", "cancel all"])
def test_a_command_that_starts_nothing_works_everywhere(
    slack: SlackStandIn, ada: Person, shared: Channel, text: str
) -> None:
    assert ada.types(shared, "/sentiment", text).text != replies.NOT_WITH_OTHERS
    assert slack.calls("conversations.info") == []


def test_a_shortcut_there_starts_nothing(
    intake: ObservedIntake, ada: Person, shared: Channel
) -> None:
    posted = ada.says(shared, f"<{MP3}>")

    reply = ada.uses_shortcut(CALLBACK, posted)

    assert [each["text"] for each in reply.later] == [replies.NOT_WITH_OTHERS]
    assert intake.asked == []


@pytest.mark.parametrize("fault", ["rate_limit", "fail", "drop_reply"])
def test_where_slack_does_not_say_whether_it_is_shared_nothing_starts_yet(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel, fault: str
) -> None:
    getattr(slack.faults, fault)("conversations.info")

    assert ada.types(general, "/sentiment", MP3).text == replies.TRY_AGAIN
    assert intake.asked == []
    assert ada.types(general, "/sentiment", MP3).text == replies.write_accepted(1)


def test_a_channel_that_the_bot_cannot_see_is_left_to_the_workers(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person
) -> None:
    closed = slack.channel("closed", [ada], private=True, bot=False)

    assert ada.types(closed, "/sentiment", MP3).text == replies.write_accepted(1)
    assert len(intake.asked) == 1


def test_what_was_begun_there_can_still_be_stopped(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, shared: Channel
) -> None:
    analysis, answer = charted(slack, intake, ada, shared)
    root = shared.messages[analysis.ask.message_ts or ""]
    ada.deletes(root)
    delivered(slack, 1)

    assert intake.acts == [("cancel", analysis.id, ada.id)]
    assert answer.thread_ts == root.ts


def test_allowed_it_is_a_channel_like_any_other(
    open_slack: SlackStandIn, intake: ObservedIntake
) -> None:
    ada = open_slack.person("Ada")
    shared = open_slack.channel("with-partners", [ada], shared=True)
    ada.says(shared, f"<{MP3}>")
    posted = ada.uploads(shared, b"some bytes", filename="call.m4a", from_elsewhere=True)
    delivered(open_slack, 2)
    ada.types(shared, "/sentiment", MP3)

    assert {ask.recording.key for ask in intake.asked} == {MP3, posted.files[0].id}
    assert len(intake.asked) == 3
    assert open_slack.calls("conversations.info") == []
