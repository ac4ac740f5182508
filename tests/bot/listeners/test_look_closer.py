"""A closer look, by `/sentiment zoom` and by the button of a moment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.bot.cards import charted, whispered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Message, Person, SlackStandIn
from tests.standins.slack.web_api.chat import link_to
from workers.domain import actions
from workers.domain.analysis import Analysis, Stage
from workers.domain.chart import CloserLook
from workers.domain.looks import MOST_LOOKS
from workers.domain.meeting import Meeting, Utterance
from workers.wording import closer_look, replies

LONG = Meeting(
    "local",
    tuple(Utterance("Ana", at, at + 8.0, "That is fine.", 0.2) for at in range(0, 1680, 10)),
    length_s=1690.0,
)
"""Twenty-eight minutes and ten seconds, with silence at the very end."""


@pytest.fixture
def chart(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> tuple[Analysis, Message]:
    intake.meeting = LONG
    return charted(slack, intake, ada, general)


@pytest.mark.parametrize("beside", ["20:00-25:00", "1200s-1500s", "20-25", "20m to 25m"])
def test_the_command_has_the_stretch_drawn(
    slack: SlackStandIn,
    intake: ObservedIntake,
    chart: tuple[Analysis, Message],
    ada: Person,
    general: Channel,
    beside: str,
) -> None:
    analysis, answer = chart
    reply = ada.types(general, "/sentiment", f"zoom {link_to(slack, answer)} {beside}")
    assert (reply.text, reply.response_type) == (closer_look.COMING, "ephemeral")
    assert intake.acts == [("look_closer", analysis.id, 1200, 1500.0, ada.id)]
    assert intake.asked == []


def test_the_link_may_stand_behind_and_lead_to_the_message_that_asked(
    slack: SlackStandIn,
    intake: ObservedIntake,
    chart: tuple[Analysis, Message],
    ada: Person,
    general: Channel,
) -> None:
    asked = general.messages[str(chart[0].ask.message_ts)]
    text = f"Zoom 20:00 - 25:00 <{link_to(slack, asked)}?thread_ts=1.1&amp;cid=C1>"
    assert ada.types(general, "/sentiment", text).text == closer_look.COMING
    assert len(intake.acts) == 1


def test_what_reaches_past_the_end_is_cut_there(
    slack: SlackStandIn,
    intake: ObservedIntake,
    chart: tuple[Analysis, Message],
    ada: Person,
    general: Channel,
) -> None:
    ada.types(general, "/sentiment", f"zoom {link_to(slack, chart[1])} 20:00-1:00:00")
    assert intake.acts == [("look_closer", chart[0].id, 1200, 1690.0, ada.id)]


REFUSED = {
    "30:00-40:00": "30:00 – 40:00 is outside that meeting, which is 28:10 long.",
    "2h-3h": "2:00:00 – 3:00:00 is outside that meeting, which is 28:10 long.",
    "28:05-28:10": "Nobody says anything between 28:05 and 28:10.",
    "soon": "I do not understand “soon” as a stretch.",
    "<!channel>": "I do not understand “&lt;!channel&gt;” as a stretch.",
    "": closer_look.HOW,
}


@pytest.mark.parametrize("beside", REFUSED)
def test_what_cannot_be_drawn_is_said(
    slack: SlackStandIn,
    intake: ObservedIntake,
    chart: tuple[Analysis, Message],
    ada: Person,
    general: Channel,
    beside: str,
) -> None:
    reply = ada.types(general, "/sentiment", f"zoom {link_to(slack, chart[1])} {beside}")
    assert reply.text.startswith(REFUSED[beside])
    assert intake.acts == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("zoom", closer_look.HOW),
        ("zoom 20:00-30:00", closer_look.HOW),
        ("zoom https://zoom.us/rec/share/abc", closer_look.NO_CHART_LINK),
        ("zoom https://zoom.us/rec/share/abc 3", closer_look.NO_CHART_LINK),
    ],
)
def test_zoom_is_told_from_zoom(
    intake: ObservedIntake, ada: Person, general: Channel, text: str, said: str
) -> None:
    """Whoever means the service is told how that is asked for."""
    assert ada.types(general, "/sentiment", text).text == said
    assert "`/sentiment subscribe zoom`" in said
    assert (intake.asked, intake.acts) == ([], [])


def test_a_chart_elsewhere_is_neither_drawn_nor_told_of(
    slack: SlackStandIn,
    intake: ObservedIntake,
    chart: tuple[Analysis, Message],
    ada: Person,
    general: Channel,
) -> None:
    bea = slack.person("Bea")
    other = slack.channel("other", [bea])
    for message in (chart[1], replace(chart[1], ts="1.000001")):
        text = f"zoom {link_to(slack, message)} 20:00-25:00"
        assert bea.types(other, "/sentiment", text).text == closer_look.NOT_FROM_HERE
    missing = f"zoom {link_to(slack, replace(chart[1], ts='1.000001'))} 20-25"
    assert ada.types(general, "/sentiment", missing).text == replies.NOTHING_THERE
    assert intake.acts == []


def test_of_several_charts_of_one_message_none_is_guessed(
    slack: SlackStandIn,
    intake: ObservedIntake,
    chart: tuple[Analysis, Message],
    ada: Person,
    general: Channel,
) -> None:
    intake.kept.append(replace(chart[0], id="another", answer_ts="2.2"))
    asked = general.messages[str(chart[0].ask.message_ts)]
    text = f"zoom {link_to(slack, asked)} 20:00-25:00"
    assert ada.types(general, "/sentiment", text).text == closer_look.WHICH_CHART


def test_a_moment_is_drawn_without_a_word(
    intake: ObservedIntake, chart: tuple[Analysis, Message], ada: Person
) -> None:
    assert ada.clicks(chart[1], f"{actions.CLOSER}_1").status == 200
    assert intake.acts == [("look_closer", chart[0].id, 60, 180.0, ada.id)]
    assert whispered(ada) == []


def test_a_value_that_we_did_not_make_draws_nothing(
    intake: ObservedIntake, chart: tuple[Analysis, Message], ada: Person
) -> None:
    ada.clicks(chart[1], f"{actions.CLOSER}_2")
    ada.clicks(chart[1], f"{actions.CLOSER}_3")
    assert whispered(ada) == [
        "50:00 – 53:20 is outside that meeting, which is 28:10 long.",
        replies.NO_CHART,
    ]
    assert intake.acts == []


def test_work_going_on_asks_for_patience_and_a_forgotten_one_is_gone(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    intake.meeting = LONG
    _, answer = charted(slack, intake, ada, general, stage=Stage.DRAW)
    ada.clicks(answer, f"{actions.CLOSER}_1")
    intake.kept.clear()
    ada.clicks(answer, f"{actions.CLOSER}_1")
    assert whispered(ada) == [replies.BUSY, replies.GONE]


def test_there_is_an_end_to_closer_looks(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    intake.meeting = LONG
    looks = tuple(
        CloserLook(number=n, opens_s=n, closes_s=n + 60.0, asked_by="U1", ts=f"3.{n}")
        for n in range(MOST_LOOKS)
    )
    _, answer = charted(slack, intake, ada, general, closer_looks=looks)
    ada.clicks(answer, f"{actions.CLOSER}_1")
    assert whispered(ada) == [closer_look.ENOUGH_LOOKS]


def test_whoever_asks_for_a_stretch_that_is_there_does_not_wait_for_another(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    intake.meeting = LONG
    there = CloserLook(number=1, opens_s=60.0, closes_s=180.0, asked_by="U1", ts="3.1")
    gone = CloserLook(number=2, opens_s=1200.0, closes_s=1500.0, asked_by="U1", ts=None)
    _, answer = charted(slack, intake, ada, general, closer_looks=(there, gone))
    ada.clicks(answer, f"{actions.CLOSER}_1")
    assert whispered(ada) == [closer_look.THERE_ALREADY]
    link = link_to(slack, answer)
    assert ada.types(general, "/sentiment", f"zoom {link} 1-3").text == closer_look.THERE_ALREADY
    assert ada.types(general, "/sentiment", f"zoom {link} 20-25").text == closer_look.COMING
    assert len(intake.acts) == 3, "it is drawn anew all the same, should its message be gone"


def test_without_redis_the_person_is_asked_to_try_again(
    slack: SlackStandIn,
    intake: ObservedIntake,
    chart: tuple[Analysis, Message],
    ada: Person,
    general: Channel,
) -> None:
    intake.reachable = False
    text = f"zoom {link_to(slack, chart[1])} 20:00-25:00"
    assert ada.types(general, "/sentiment", text).text == replies.TRY_AGAIN
    ada.clicks(chart[1], f"{actions.CLOSER}_1")
    assert whispered(ada) == [replies.TRY_AGAIN] * 2
