"""Recordings that nobody sent to the bot by name, where people want to be asked or left alone."""

from __future__ import annotations

import pytest

from tests.bot.cards import whispered
from tests.bot.deliveries import delivered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Person, SlackStandIn
from workers.domain.channel import ChannelSettings, Links
from workers.domain.recording import Kind
from workers.domain.thread import Thread
from workers.wording import offer, replies

MP3, MP4 = "https://media.example.com/standup.mp3", "https://media.example.com/retro.mp4"


def wish(slack: SlackStandIn, intake: ObservedIntake, channel: Channel, links: Links) -> None:
    intake.channels[slack.team, channel.id] = ChannelSettings(links=links)


def test_only_whoever_posted_is_asked_and_only_once(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    wish(slack, intake, general, "ask")
    posted = ada.says(general, f"<{MP3}> and <{MP4}>")
    delivered(slack, 1)
    slack.deliver_again(posted)

    assert intake.asked == []
    assert whispered(ada) == ["Shall I chart *standup.mp3*, *retro.mp4*?"]
    assert ada.ephemerals[0].thread_ts is None
    assert slack.calls("chat.postMessage") == []


def test_taken_it_starts_what_the_message_pointed_at_and_makes_way(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    wish(slack, intake, general, "ask")
    parent = ada.says(general, "last week")
    posted = ada.says(general, f"<{MP3}>", thread=parent)
    delivered(slack, 2)

    first = ada.clicks(ada.ephemerals[0], offer.ACCEPT)
    again = ada.clicks(ada.ephemerals[0], offer.ACCEPT)

    (ask,) = intake.asked
    assert ask.recording.link == MP3
    assert ask.addressed
    assert (ask.thread, ask.message_ts, ask.asked_by) == (
        Thread(slack.team, general.id, parent.ts),
        posted.ts,
        ada.id,
    )
    assert ada.ephemerals[0].thread_ts == parent.ts
    assert [(each["text"], each["replace_original"]) for each in first.later + again.later] == [
        (offer.TAKEN, True),
        (offer.KNOWN, True),
    ]


def test_a_file_is_offered_with_all_that_is_known_of_it(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    wish(slack, intake, general, "ask")
    posted = ada.uploads(general, b"some bytes", filename="Ünder <1>.m4a")
    delivered(slack, 1)

    assert "&lt;1&gt;" in whispered(ada)[0]
    ada.clicks(ada.ephemerals[0], offer.ACCEPT)

    (ask,) = intake.asked
    assert ask.recording.slack_file == posted.files[0].id
    assert (ask.recording.name, ask.recording.kind) == ("Ünder <1>.m4a", Kind.AUDIO)
    assert ask.recording.size_bytes == len(b"some bytes")


def test_declined_it_goes_away(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    wish(slack, intake, general, "ask")
    ada.says(general, f"<{MP3}>")
    delivered(slack, 1)

    reply = ada.clicks(ada.ephemerals[0], offer.DECLINE)

    assert reply.status == 200
    assert [each["delete_original"] for each in reply.later] == [True]
    assert intake.asked == []


def test_a_link_too_long_for_a_button_is_asked_for_by_name(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    wish(slack, intake, general, "ask")
    ada.says(general, f"<https://media.example.com/{'x' * 2000}.mp3>")
    delivered(slack, 1)

    assert whispered(ada) == [offer.ASK_BY_NAME]


def test_without_redis_the_offer_stays(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    wish(slack, intake, general, "ask")
    ada.says(general, f"<{MP3}>")
    delivered(slack, 1)
    intake.reachable = False

    reply = ada.clicks(ada.ephemerals[0], offer.ACCEPT)

    assert [(each["text"], each["replace_original"]) for each in reply.later] == [
        (replies.TRY_AGAIN, False)
    ]


@pytest.mark.parametrize("links", ["ask", "never"])
def test_spoken_to_the_bot_starts_at_once_wherever_it_is(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel, links: Links
) -> None:
    wish(slack, intake, general, links)
    ada.says(general, f"<@{slack.bot_user}> <{MP3}>")
    delivered(slack, 2)

    assert [ask.recording.link for ask in intake.asked] == [MP3]
    assert whispered(ada) == []


def test_never_means_that_nothing_starts_and_nobody_is_asked(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    wish(slack, intake, general, "never")
    ada.says(general, f"<{MP3}>")
    ada.uploads(general, b"some bytes", filename="call.m4a")
    delivered(slack, 2)

    assert intake.asked == []
    assert {call.method for call in slack.transcript} == {"auth.test"}


@pytest.mark.parametrize("fault", ["rate_limit", "fail"])
def test_an_offer_that_slack_did_not_take_is_made_when_the_event_comes_again(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel, fault: str
) -> None:
    wish(slack, intake, general, "ask")
    getattr(slack.faults, fault)("chat.postEphemeral")
    ada.says(general, f"<{MP3}>")
    delivered(slack, 2)

    assert len(whispered(ada)) == 1


def test_an_offer_that_may_have_been_seen_is_not_made_again(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    wish(slack, intake, general, "ask")
    slack.faults.drop_reply("chat.postEphemeral")
    ada.says(general, f"<{MP3}>")
    delivered(slack, 2)

    assert len(whispered(ada)) == 1
