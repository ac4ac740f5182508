"""`/sentiment`, whose every answer is for one person alone."""

from __future__ import annotations

import pytest

from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Person, SlackStandIn
from workers.thread import Thread
from workers.wording import replies

MP3 = "https://media.example.com/standup.mp3?a=1&b=2"


def test_a_link_is_taken_up_and_receipted(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    reply = ada.types(general, "/sentiment", f"{MP3} 3 engine:local")

    assert (reply.text, reply.response_type) == (replies.accepted(1), "ephemeral")
    (ask,) = intake.asked
    assert ask.thread == Thread(slack.team, general.id, None)
    assert (ask.recording.link, ask.speakers, ask.engine) == (MP3, 3, "local")
    assert ask.asked_by == ada.id
    assert ask.message_ts is None
    assert str(ask.response_url).startswith("http")


def test_typed_twice_it_is_two_asks(intake: ObservedIntake, ada: Person, general: Channel) -> None:
    for _ in range(2):
        ada.types(general, "/sentiment", MP3)

    assert len(intake.asked) == 2


@pytest.mark.parametrize("text", ["", "help"])
def test_help_is_given(ada: Person, general: Channel, text: str) -> None:
    reply = ada.types(general, "/sentiment", text)

    assert (reply.text, reply.response_type) == (replies.HELP, "ephemeral")


@pytest.mark.parametrize(
    ("text", "next_step"),
    [
        (f"{MP3} 0", "1 to 20"),
        (f"{MP3} 99", "1 to 20"),
        (f"{MP3} many", "“many”"),
        (f"{MP3} <!channel>", "1 to 20"),
        (f"{MP3} engine:none", "local, symbl"),
        ("standup", "https://"),
        ("3", "https://"),
    ],
)
def test_what_cannot_be_is_answered_with_the_next_step(
    intake: ObservedIntake, ada: Person, general: Channel, text: str, next_step: str
) -> None:
    reply = ada.types(general, "/sentiment", text)

    assert reply.status == 200
    assert next_step in reply.text
    assert "<!" not in reply.text, "nobody is pinged"
    assert reply.response_type == "ephemeral"
    assert intake.asked == []


def test_the_queue_out_of_reach_is_said(
    intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    intake.reachable = False

    reply = ada.types(general, "/sentiment", MP3)

    assert (reply.status, reply.text) == (200, replies.TRY_AGAIN)
