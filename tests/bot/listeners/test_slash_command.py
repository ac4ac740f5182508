"""`/sentiment`, whose every answer is for one person alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.help import HELP
from tests.bot.cards import charted
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Person, SlackStandIn
from tests.standins.slack.web_api.chat import link_to
from tests.workers.analyses import an_analysis, an_ask
from workers.domain.analysis import Analysis, Stage
from workers.domain.recording import DEMO_LINK, Kind, Recording
from workers.domain.thread import Thread
from workers.engines import ENGINE_NAMES
from workers.wording import replies

MP3 = "https://media.example.com/standup.mp3?a=1&b=2"


def test_a_link_is_taken_up_and_receipted(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    reply = ada.types(general, "/sentiment", f"{MP3} 3 engine:local")

    assert (reply.text, reply.response_type) == (replies.write_accepted(1), "ephemeral")
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


@pytest.mark.parametrize("text", ["", "help", " HELP "])
def test_help_is_given(ada: Person, general: Channel, text: str) -> None:
    reply = ada.types(general, "/sentiment", text)

    assert (reply.text, reply.response_type) == (HELP, "ephemeral")


@pytest.mark.parametrize(
    ("text", "next_step"),
    [
        (f"{MP3} 0", "1 to 20"),
        (f"{MP3} 99", "1 to 20"),
        (f"{MP3} many", "“many”"),
        (f"{MP3} <!channel>", "1 to 20"),
        (f"{MP3} engine:none", ", ".join(ENGINE_NAMES)),
        (f"{MP3} lang:klingon", "en-US"),
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


def mine(slack: SlackStandIn, person: Person, channel: Channel, **known: Any) -> Analysis:
    thread = Thread(slack.team, channel.id, "1700000000.000100")
    return an_analysis(an_ask(thread=thread, asked_by=person.id), **known)


def finished(slack: SlackStandIn, person: Person, channel: Channel, number: int) -> Analysis:
    recording = Recording(link=MP3, name=f"week {number}.mp3")
    answer_ts = f"1700000001.{number:06}"
    found = mine(slack, person, channel, stage=Stage.FORGET, answer_ts=answer_ts)
    return replace(found, recording=recording)


def test_the_language_can_be_said(intake: ObservedIntake, ada: Person, general: Channel) -> None:
    ada.types(general, "/sentiment", f"{MP3} lang:DE-at 3")

    assert [(ask.language, ask.speakers) for ask in intake.asked] == [("de-AT", 3)]


def test_the_demo_is_a_recording_of_our_own(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    reply = ada.types(general, "/sentiment", "Demo")

    (ask,) = intake.asked
    assert reply.text == replies.write_accepted(1)
    assert (ask.recording.link, ask.recording.kind) == (DEMO_LINK, Kind.TRANSCRIPT)
    assert (ask.thread, ask.asked_by) == (Thread(slack.team, general.id), ada.id)
    assert ask.response_url


def test_status_tells_stage_age_place_and_the_queue(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    bea = slack.person("Bea")
    asked_at = datetime.now(UTC) - timedelta(minutes=3)
    intake.kept = [
        mine(slack, ada, general, stage=Stage.POLL, accepted_at=asked_at),
        mine(slack, bea, general, stage=Stage.POLL),
        finished(slack, ada, general, 1),
    ]

    reply = ada.types(general, "/sentiment", "status")

    line, count = reply.text.splitlines()
    assert line == f"• *standup.mp3*: listening, asked for 3 min ago in <#{general.id}>"
    assert count == "Under way for everyone together: 2."


def test_status_says_when_there_is_nothing(ada: Person, general: Channel) -> None:
    assert replies.NOTHING_RUNNING in ada.types(general, "/sentiment", "status").text


def test_cancel_stops_the_newest_and_cancel_all_the_rest(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    newer, older = (mine(slack, ada, general, id=name) for name in ("newer", "older"))
    others = mine(slack, slack.person("Bea"), general, id="others")
    intake.kept = [others, newer, older, finished(slack, ada, general, 1)]

    one = ada.types(general, "/sentiment", "cancel").text
    every = ada.types(general, "/sentiment", "cancel all").text

    assert [act[:2] for act in intake.acts] == [
        ("cancel", "newer"),
        ("cancel", "newer"),
        ("cancel", "older"),
    ]
    assert one == "Stopping *standup.mp3*."
    assert every == "Stopping *standup.mp3*, *standup.mp3*."


def test_cancel_says_why_nothing_is_stopped(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    assert ada.types(general, "/sentiment", "cancel").text == replies.NOTHING_RUNNING
    intake.kept, intake.willing = [mine(slack, ada, general)], False

    assert ada.types(general, "/sentiment", "cancel").text == replies.TOO_LATE


def test_recent_links_to_the_last_five_answers_without_asking_slack_for_each(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    intake.kept = [finished(slack, ada, general, number) for number in range(7)]

    lines = ada.types(general, "/sentiment", "recent").text.splitlines()

    assert len(lines) == 5
    link = f"{slack.origin}/archives/{general.id}/p1700000001000000"
    assert lines[0].startswith(
        f"• <{link}?thread_ts=1700000000.000100&amp;cid={general.id}|week 0.mp3>"
    )
    assert {call.method for call in slack.transcript} == {"auth.test"}


def test_recent_says_when_there_is_nothing(ada: Person, general: Channel) -> None:
    assert ada.types(general, "/sentiment", "recent").text == replies.NOTHING_RECENT


def test_forget_deletes_by_the_link_to_a_message(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    analysis, answer = charted(slack, intake, ada, general)
    link = link_to(slack, answer)

    assert ada.types(general, "/sentiment", f"forget {link}").text == replies.DELETING
    assert intake.acts == [("delete", analysis.id, ada.id)]


def test_forget_is_for_those_who_may_delete(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    _, answer = charted(slack, intake, ada, general)
    link = link_to(slack, answer)

    refused = slack.person("Bea").types(general, "/sentiment", f"forget {link}")
    assert refused.text == replies.write_who_may(ada.id, "delete")
    assert intake.acts == []

    allowed = slack.person("Root", admin=True).types(general, "/sentiment", f"forget <{link}>")
    assert allowed.text == replies.DELETING


def test_forget_tells_nothing_of_a_chart_elsewhere(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    """Whoever has a link to a message of a private channel may not be in there."""
    _, answer = charted(slack, intake, ada, general)
    bea = slack.person("Bea")
    here = slack.channel("here", [bea])
    told = bea.types(here, "/sentiment", f"forget {link_to(slack, answer)}").text
    assert told == replies.NOTHING_THERE


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("forget", replies.FORGET_WHAT),
        ("forget everything", replies.FORGET_WHAT),
        (f"forget {MP3}", replies.FORGET_WHAT),
        (
            "forget https://a.slack.com/archives/C123/p1700000000000100?x=1",
            replies.NOTHING_THERE,
        ),
    ],
)
def test_forget_says_what_it_needs(
    intake: ObservedIntake, ada: Person, general: Channel, text: str, sentence: str
) -> None:
    assert ada.types(general, "/sentiment", text).text == sentence
    assert intake.asked == []


@pytest.mark.parametrize(
    "word",
    ["demo", "status", "cancel", "recent", "settings", "forget https://a.b/archives/C1/p1234567"],
)
def test_without_redis_every_word_asks_to_try_again(
    intake: ObservedIntake, ada: Person, general: Channel, word: str
) -> None:
    intake.reachable = False

    assert ada.types(general, "/sentiment", word).text == replies.TRY_AGAIN


@pytest.mark.parametrize("fault", ["rate_limit", "fail", "drop_reply"])
def test_rights_that_slack_does_not_tell_are_asked_for_again(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel, fault: str
) -> None:
    _, answer = charted(slack, intake, ada, general)
    getattr(slack.faults, fault)("users.info")

    reply = slack.person("Bea").types(general, "/sentiment", f"forget {link_to(slack, answer)}")

    assert (reply.status, reply.text) == (200, replies.TRY_AGAIN)
