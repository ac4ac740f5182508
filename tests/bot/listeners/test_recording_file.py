"""An upload in a channel and in a direct message."""

from __future__ import annotations

import pytest

from tests.bot.deliveries import delivered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Person, SlackStandIn
from workers.domain.errors import Why
from workers.wording.refusals import SENTENCES


@pytest.mark.parametrize("name", ["standup.mp3", "retro.mp4", "weekly.vtt"])
def test_an_uploaded_recording_starts_in_the_messages_thread(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel, name: str
) -> None:
    posted = ada.uploads(general, b"some bytes", filename=name, text="for you")
    delivered(slack, 1)

    (ask,) = intake.asked
    assert ask.recording.slack_file == posted.files[0].id
    assert ask.recording.name == name
    assert (ask.thread.ts, ask.message_ts) == (posted.ts, posted.ts)


def test_other_uploads_are_left_alone(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    ada.uploads(general, b"\x89PNG", filename="board.png", mimetype="image/png")
    delivered(slack, 1)

    assert intake.asked == []
    assert slack.calls("chat.postMessage") == []
    assert all(delivery.acked for delivery in slack.deliveries)


def test_other_uploads_are_answered_once_where_the_bot_is_spoken_to(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    posted = ada.uploads(
        general, b"%PDF", filename="notes.pdf", text=f"<@{slack.bot_user}> chart this"
    )
    delivered(slack, 2)
    slack.deliver_again(posted)

    assert intake.asked == []
    assert [each.text for each in slack.thread(posted)[1:]] == [SENTENCES[Why.NOT_A_RECORDING]]


def test_a_recording_with_a_mention_is_one_ask_with_its_number_of_speakers(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    ada.uploads(general, b"some bytes", filename="call.m4a", text=f"<@{slack.bot_user}> 3")
    delivered(slack, 2)

    assert [ask.speakers for ask in intake.asked] == [3]
    assert slack.calls("chat.postMessage") == []
