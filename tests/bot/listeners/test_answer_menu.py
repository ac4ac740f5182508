"""The menu under a chart: it asks once more in a window, and does what is said there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.bot.cards import charted, whispered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Person, SlackStandIn
from tests.standins.slack.web_api.chat import link_to
from workers.domain import actions
from workers.domain.analysis import Analysis, Stage
from workers.domain.channel import ChannelSettings
from workers.domain.meeting import Meeting, Utterance
from workers.domain.recording import Recording
from workers.wording import asking, replies


@pytest.fixture
def bea(slack: SlackStandIn, general: Channel) -> Person:
    person = slack.person("Bea")
    general.members.add(person.id)
    return person


def chosen(analysis: Analysis, choice: str) -> str:
    return actions.pack_value(analysis.id, choice)


def test_another_number_of_speakers_is_asked_for_and_handed_on(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, bea: Person, general: Channel
) -> None:
    analysis, answer = charted(slack, intake, ada, general)

    assert bea.clicks(answer, actions.ANSWER_MENU, chosen(analysis, actions.RECOUNT)).status == 200
    assert bea.modal is not None
    assert intake.acts == [], "nothing is done before it is said how many"
    bea.submits(bea.modal, {asking.COUNT: "14"})

    assert intake.acts == [("recount", analysis.id, 14)]
    assert whispered(bea) == []


def test_the_number_may_be_left_to_the_engine(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    analysis, answer = charted(slack, intake, ada, general)
    ada.clicks(answer, actions.ANSWER_MENU, chosen(analysis, actions.RECOUNT))
    assert ada.modal is not None

    ada.submits(ada.modal, {asking.COUNT: actions.ESTIMATE})

    assert intake.acts == [("recount", analysis.id, None)]


def test_while_it_is_worked_on_no_window_opens(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    analysis, answer = charted(slack, intake, ada, general, stage=Stage.DRAW)

    ada.clicks(answer, actions.ANSWER_MENU, chosen(analysis, actions.RECOUNT))

    assert ada.modal is None
    assert whispered(ada) == [replies.BUSY]


def test_deleting_is_asked_about_and_the_name_is_shown_as_the_channel_has_it(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    weekly = Recording(link="https://media.example/a.mp3", title="Weekly of Ana")
    analysis, answer = charted(slack, intake, ada, general, recording=weekly)
    intake.meeting = Meeting("local", (Utterance("Ana", 0.0, 4.0, "Good morning.", 0.4),))
    intake.channels[slack.team, general.id] = ChannelSettings(names="letters")

    ada.clicks(answer, actions.ANSWER_MENU, chosen(analysis, actions.DELETE))

    assert ada.modal is not None
    assert "Weekly of [name]" in str(ada.modal.view)
    assert "Ana" not in str(ada.modal.view["blocks"])
    assert intake.acts == []
    ada.submits(ada.modal)
    assert intake.acts == [("delete", analysis.id, ada.id)]


def test_who_may_not_delete_is_told_before_any_window(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, bea: Person, general: Channel
) -> None:
    analysis, answer = charted(slack, intake, ada, general)

    bea.clicks(answer, actions.ANSWER_MENU, chosen(analysis, actions.DELETE))

    assert bea.modal is None
    assert whispered(bea) == [replies.write_who_may(ada.id, "delete")]


def test_who_loses_the_right_while_the_window_is_open_deletes_nothing(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    analysis, answer = charted(slack, intake, ada, general)
    root = slack.person("Root", admin=True)
    general.members.add(root.id)
    root.clicks(answer, actions.ANSWER_MENU, chosen(analysis, actions.DELETE))
    assert root.modal is not None
    with slack.changing():
        slack.users[root.id] = replace(root.user, admin=False)

    root.submits(root.modal)

    assert intake.acts == []
    assert whispered(root) == [replies.write_who_may(ada.id, "delete")]


@pytest.mark.parametrize("choice", [actions.RECOUNT, actions.DELETE])
def test_a_window_of_another_channel_does_nothing(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel, choice: str
) -> None:
    analysis, answer = charted(slack, intake, ada, general)
    ada.clicks(answer, actions.ANSWER_MENU, chosen(analysis, choice))
    assert ada.modal is not None
    elsewhere = replace(analysis.thread, channel="C0ELSEWHERE")
    intake.kept[0] = replace(intake.kept[0], thread=elsewhere)
    values = {asking.COUNT: "3"} if choice == actions.RECOUNT else {}

    ada.submits(ada.modal, values)

    assert intake.acts == []
    assert whispered(ada) == [replies.GONE]


@pytest.mark.parametrize("choice", [actions.RECOUNT, actions.DELETE, actions.MEND])
def test_of_a_chart_that_is_gone_no_window_opens(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel, choice: str
) -> None:
    analysis, answer = charted(slack, intake, ada, general)
    intake.kept.clear()

    assert ada.clicks(answer, actions.ANSWER_MENU, chosen(analysis, choice)).status == 200

    assert ada.modal is None
    assert whispered(ada) == [replies.GONE]


def test_without_redis_the_window_is_answered_with_a_word(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    analysis, answer = charted(slack, intake, ada, general)
    ada.clicks(answer, actions.ANSWER_MENU, chosen(analysis, actions.RECOUNT))
    assert ada.modal is not None
    intake.reachable = False

    assert ada.submits(ada.modal, {asking.COUNT: "3"}).status == 200

    assert whispered(ada) == [replies.TRY_AGAIN]


def test_a_window_that_does_not_open_is_told(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    analysis, answer = charted(slack, intake, ada, general)
    slack.faults.refuse("views.open", "expired_trigger_id", times=2)

    for choice in (actions.RECOUNT, actions.DELETE):
        ada.clicks(answer, actions.ANSWER_MENU, chosen(analysis, choice))

    assert whispered(ada) == [replies.PRESS_AGAIN] * 2


def test_a_choice_that_is_not_known_is_answered(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    analysis, answer = charted(slack, intake, ada, general)

    reply = ada.clicks(answer, actions.ANSWER_MENU, chosen(analysis, "of_tomorrow"))

    assert reply.status == 200
    assert whispered(ada) == [replies.NOT_OFFERED]
    assert intake.acts == []


def test_the_link_is_told_to_whoever_asks_alone(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, bea: Person, general: Channel
) -> None:
    analysis, answer = charted(slack, intake, ada, general)
    bea.clicks(answer, actions.ANSWER_MENU, chosen(analysis, actions.LINK))
    bea.clicks(answer, actions.LINK)
    assert whispered(bea) == [replies.write_chart_link(link_to(slack, answer))] * 2
    assert whispered(ada) == []
    slack.faults.refuse("chat.getPermalink", "message_not_found")
    bea.clicks(answer, actions.LINK)
    assert whispered(bea)[-1] == replies.GONE
