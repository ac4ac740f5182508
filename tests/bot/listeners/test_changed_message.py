"""Messages that are edited or deleted after they asked for a chart."""

from __future__ import annotations

from tests.bot.deliveries import delivered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Message, Person, SlackStandIn
from tests.standins.slack.posting import change
from tests.workers.analyses import an_analysis
from workers.domain.channel import ChannelSettings

MP3, MP4 = "https://media.example.com/standup.mp3", "https://media.example.com/retro.mp4"


def started(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, channel: Channel, text: str
) -> Message:
    """A message whose recordings are being charted, one analysis each."""
    posted = ada.says(channel, text)
    delivered(slack, 1)
    intake.kept = [an_analysis(ask, id=ask.recording.key) for ask in intake.asked]
    return posted


def test_a_deleted_message_stops_its_work(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    posted = started(slack, intake, ada, general, f"<{MP3}> <{MP4}>")
    ada.deletes(posted)
    delivered(slack, 2)

    assert intake.acts == [("cancel", MP3, ada.id), ("cancel", MP4, ada.id)]


def test_a_message_with_replies_that_is_deleted_becomes_a_tombstone(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    posted = started(slack, intake, ada, general, f"<{MP3}>")
    change(slack, posted, user="USLACKBOT", subtype="tombstone", text="This message was deleted.")
    delivered(slack, 2)

    assert intake.acts == [("cancel", MP3, ada.id)]


def test_an_answer_that_is_deleted_stops_nothing(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    posted = started(slack, intake, ada, general, f"<{MP3}>")
    other = ada.says(general, "thanks", thread=posted)
    intake.kept = [an_analysis(intake.asked[0], status_ts=other.ts)]
    ada.deletes(other)
    delivered(slack, 3)

    assert intake.acts == []


def test_a_link_that_is_edited_away_stops_its_work_and_no_other(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    posted = started(slack, intake, ada, general, f"<{MP3}> <{MP4}>")
    ada.edits(posted, f"only this: <{MP4}>")
    delivered(slack, 2)

    assert intake.acts == [("cancel", MP3, ada.id)]
    assert len(intake.asked) == 2


def test_a_link_that_is_edited_in_starts(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    posted = started(slack, intake, ada, general, f"<{MP3}>")
    intake.forget_gestures()
    edited = ada.edits(posted, f"<{MP3}> <{MP4}>")
    ada.edits(edited, f"both: <{MP3}> <{MP4}>")
    delivered(slack, 3)

    assert [ask.recording.link for ask in intake.asked] == [MP3, MP4]
    assert {ask.message_ts for ask in intake.asked} == {posted.ts}
    assert intake.acts == []


def test_a_link_that_is_edited_in_is_offered_where_people_want_to_be_asked(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    intake.channels[slack.team, general.id] = ChannelSettings(links="ask")
    posted = ada.says(general, "soon")
    ada.edits(posted, f"<{MP4}>")
    delivered(slack, 2)

    assert intake.asked == []
    assert [each.text for each in ada.ephemerals] == ["Shall I chart *retro.mp4*?"]


def test_the_bots_name_that_is_edited_in_makes_every_link_count(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    posted = ada.says(general, "<https://example.com/call>")
    ada.edits(posted, f"<@{slack.bot_user}> <https://example.com/call> 3")
    delivered(slack, 2)

    assert [(ask.recording.link, ask.speakers) for ask in intake.asked] == [
        ("https://example.com/call", 3)
    ]


def test_words_and_previews_that_change_change_nothing(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    posted = started(slack, intake, ada, general, f"<@{slack.bot_user}> <{MP3}> 3")
    change(slack, posted)
    ada.edits(posted, f"<@{slack.bot_user}> <{MP3}> 99, please")
    upload = ada.uploads(general, b"some bytes", filename="call.m4a")
    slack.wait_for(lambda: len(intake.asked) == 2)
    intake.kept.append(an_analysis(intake.asked[1]))
    ada.edits(upload, "our call")
    delivered(slack, 6)

    assert len(intake.asked) == 2
    assert intake.acts == []
    assert slack.calls("chat.postMessage") == []


def test_an_edit_that_does_not_say_what_was_before_starts_nothing(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    posted = started(slack, intake, ada, general, f"<{MP3}>")
    (event,) = (each for each in slack.deliveries if each.event.get("ts") == posted.ts)
    inner = {"type": "message", "user": ada.id, "ts": posted.ts, "text": f"<{MP4}>"}
    slack.emit(
        event.payload
        | {
            "event": {
                "type": "message",
                "subtype": "message_changed",
                "channel": general.id,
                "message": inner,
            }
        }
    )
    delivered(slack, 2)

    assert intake.acts == [("cancel", MP3, ada.id)]
    assert len(intake.asked) == 1
