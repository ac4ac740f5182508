"""A message with links, in a channel the bot is in and in a direct message to it."""

from __future__ import annotations

from bot.help import HELP
from tests.bot.deliveries import delivered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Person, SlackStandIn
from workers.domain.thread import Thread
from workers.wording.mrkdwn import escape

MP3, MP4 = "https://media.example.com/standup.mp3", "https://media.example.com/retro.mp4?a=1&b=2"


def test_a_link_to_a_recording_starts_in_the_messages_thread(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    posted = ada.says(general, f"from this morning: <{MP3}|standup>")
    delivered(slack, 1)

    (ask,) = intake.asked
    assert ask.recording.link == MP3
    assert ask.thread == Thread(slack.team, general.id, posted.ts)
    assert (ask.message_ts, ask.asked_by) == (posted.ts, ada.id)
    assert [call.method for call in slack.transcript] == ["auth.test"], "the workers answer"


def test_only_what_was_said_to_the_bot_has_to_be_answered(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    """A pasted link that turns out to be no recording is passed over; see `stages.explain`."""
    ada.says(general, f"<{MP3}>")
    ada.says(general, f"<@{slack.bot_user}> <{MP4}>")
    delivered(slack, 3)

    assert {ask.recording.name: ask.addressed for ask in intake.asked} == {
        "standup.mp3": False,
        "retro.mp4": True,
    }


def test_several_recordings_get_a_chart_each_in_the_thread_they_were_posted_in(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    parent = ada.says(general, "last week")
    ada.says(general, f"<{MP3}> <{MP4.replace('&', '&amp;')}>", thread=parent)
    delivered(slack, 2)

    assert [ask.recording.link for ask in intake.asked] == [MP3, MP4]
    assert {ask.thread.ts for ask in intake.asked} == {parent.ts}


def test_other_messages_are_acked_and_left_alone(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    other_bot = slack.person("Deploys", bot=True)
    posted = ada.says(general, "hello <https://example.com/news>")
    other_bot.says(general, f"<{MP3}>")
    edited = ada.edits(posted, "hello")
    ada.deletes(edited)
    delivered(slack, 4)

    assert intake.asked == []
    assert len(slack.deliveries) == 4
    assert all(delivery.status == 200 for delivery in slack.deliveries)
    assert slack.calls("chat.postMessage") == []


def test_a_message_delivered_four_times_is_one_ask(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    posted = ada.says(general, f"<{MP3}>")
    delivered(slack, 1)
    again = slack.deliver_again(posted, times=3)

    assert [delivery.status for delivery in again] == [200, 200, 200]
    assert len(intake.asked) == 1


def test_what_could_not_be_queued_is_taken_up_when_slack_delivers_it_again(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    intake.reachable = False
    slack.retry_gaps_s = (0.2, 0.2, 0.2)
    ada.says(general, f"<{MP3}>")
    slack.wait_for(lambda: slack.deliveries)
    intake.reachable = True
    delivered(slack, 2)

    assert slack.deliveries[0].status == 500
    assert slack.deliveries[-1].status == 200
    assert len(intake.asked) == 1


def test_payloads_without_the_dispensable_fields_are_understood(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    slack.bare_payloads = True
    ada.says(general, f"<{MP3}>")
    ada.says(slack.talk(ada), "<https://example.com/no-name> 3")
    delivered(slack, 2)

    assert {ask.speakers for ask in intake.asked} == {None, 3}


def test_in_a_direct_message_every_link_counts_and_every_message_is_answered(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person
) -> None:
    talk = slack.talk(ada)
    ada.says(talk, "<https://example.com/call> 2")
    question = ada.says(talk, "what do you do?")
    refused = ada.says(talk, f"<{MP3}> 99")
    delivered(slack, 3)
    slack.deliver_again(question, times=3)

    assert [(ask.recording.link, ask.speakers) for ask in intake.asked] == [
        ("https://example.com/call", 2)
    ]
    assert [reply.text for reply in slack.thread(question)[1:]] == [HELP]
    (why,) = slack.thread(refused)[1:]
    assert "1 to 20" in why.text
    assert escape(why.text, 4000) == why.text
