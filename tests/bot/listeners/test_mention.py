"""`@undertone <link> [N]` and `@undertone help` in a channel."""

from __future__ import annotations

import pytest

from bot.help import HELP
from tests.bot.deliveries import delivered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Person, SlackStandIn

MP3 = "https://media.example.com/standup.mp3"


def test_a_mention_also_arrives_as_a_message_and_is_one_ask(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    ada.says(general, f"<@{slack.bot_user}> <{MP3}> 4 engine:local")
    delivered(slack, 2)

    assert {delivery.event["type"] for delivery in slack.deliveries} == {"message", "app_mention"}
    assert [(ask.recording.link, ask.speakers, ask.engine) for ask in intake.asked] == [
        (MP3, 4, "local")
    ]


def test_a_mention_is_enough_where_messages_are_not_delivered(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    slack.subscriptions.remove("message.channels")
    ada.says(general, f"<@{slack.bot_user}> <https://example.com/call>")
    delivered(slack, 1)

    assert [ask.recording.link for ask in intake.asked] == ["https://example.com/call"]


@pytest.mark.parametrize("words", ["", "help", "what do you do?"])
def test_a_mention_without_a_recording_gets_help_once_in_the_thread(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel, words: str
) -> None:
    posted = ada.says(general, f"<@{slack.bot_user}> {words}")
    delivered(slack, 2)
    slack.deliver_again(posted)

    assert intake.asked == []
    assert [each.text for each in slack.thread(posted)[1:]] == [HELP]


@pytest.mark.parametrize("wrong", ["0", "99", "many", "engine:none"])
def test_a_wrong_option_is_answered_once_and_nothing_starts(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel, wrong: str
) -> None:
    posted = ada.says(general, f"<@{slack.bot_user}> <{MP3}> {wrong}")
    delivered(slack, 2)

    assert intake.asked == []
    assert len(slack.thread(posted)) == 2
    assert all(delivery.acked for delivery in slack.deliveries)
