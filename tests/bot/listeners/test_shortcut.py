""" "Chart this recording" in the menu of a message: works in threads, whoever posted it."""

from __future__ import annotations

import pytest

from bot.listeners.shortcut import CALLBACK
from tests.bot.deliveries import delivered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Person, Reply, SlackStandIn
from workers.domain.errors import Why
from workers.domain.thread import Thread
from workers.wording import replies
from workers.wording.refusals import write_refusal

PAGE = "https://example.com/our-call"


def told(reply: Reply) -> list[str]:
    assert reply.status == 200
    assert all(each["response_type"] == "ephemeral" for each in reply.later)
    return [each["text"] for each in reply.later]


def test_every_link_of_the_message_is_charted_in_its_thread_for_whoever_chose_it(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    parent = ada.says(general, "last week")
    posted = ada.says(general, f"<{PAGE}> 99 engine:none", thread=parent)
    bea = slack.person("Bea")

    assert told(bea.uses_shortcut(CALLBACK, posted)) == [replies.UNDER_WAY]

    (ask,) = intake.asked
    assert ask.recording.link == PAGE
    assert ask.thread == Thread(slack.team, general.id, parent.ts)
    assert (ask.message_ts, ask.asked_by) == (posted.ts, bea.id)
    assert (ask.speakers, ask.engine) == (None, None), "the words are the writer's"
    assert str(ask.response_url).startswith("http")


def test_a_file_that_another_bot_posted_is_taken(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    recorder = slack.person("Recorder", bot=True)
    posted = recorder.uploads(general, b"some bytes", filename="call.m4a")
    delivered(slack, 1)
    assert intake.asked == []

    ada.uses_shortcut(CALLBACK, posted)

    assert [ask.recording.slack_file for ask in intake.asked] == [posted.files[0].id]


def test_used_twice_it_says_that_the_message_is_known(
    intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    posted = ada.says(general, f"<{PAGE}>")

    sentences = [told(ada.uses_shortcut(CALLBACK, posted)) for _ in range(2)]

    assert sentences == [[replies.UNDER_WAY], [replies.ALREADY_KNOWN]]
    assert len(intake.asked) == 1


@pytest.mark.parametrize("filename", [None, "notes.pdf"])
def test_a_message_without_a_recording_is_explained(
    intake: ObservedIntake, ada: Person, general: Channel, filename: str | None
) -> None:
    posted = (
        ada.uploads(general, b"%PDF", filename=filename) if filename else ada.says(general, "hi")
    )

    assert told(ada.uses_shortcut(CALLBACK, posted)) == [replies.NO_RECORDING]
    assert intake.asked == []


def test_where_the_bot_is_no_member_the_person_is_answered_all_the_same(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person
) -> None:
    closed = slack.channel("closed", [ada], private=True, bot=False)
    posted = ada.says(closed, f"<{PAGE}>")

    assert told(ada.uses_shortcut(CALLBACK, posted)) == [write_refusal(Why.THREAD_CLOSED, {})]
    assert intake.asked == []


def test_without_redis_the_person_is_asked_to_try_again(
    intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    posted = ada.says(general, f"<{PAGE}>")
    intake.reachable = False

    assert told(ada.uses_shortcut(CALLBACK, posted)) == [replies.TRY_AGAIN]
