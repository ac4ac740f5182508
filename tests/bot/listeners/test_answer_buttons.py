"""The buttons of an answer: what they want of the workers, and what is said where it cannot be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.bot.cards import charted, whispered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Person, SlackStandIn
from workers.domain import actions
from workers.domain.analysis import Edits, Stage
from workers.wording import replies

PRESSES = {
    "export": (actions.OPEN_PAGE, None, (("page",),)),
    "undo": (actions.UNDO, None, ()),
    "show_rest": (actions.SHOW_REST, None, ()),
    "leave_out": (actions.LOOKS_WRONG, "7", (7,)),
    "recount": (actions.RECOUNT, "4", (4,)),
}


@pytest.fixture
def bea(slack: SlackStandIn, general: Channel) -> Person:
    """Someone else in the channel; what is no deletion, everyone there may do."""
    person = slack.person("Bea")
    general.members.add(person.id)
    return person


@pytest.mark.parametrize("act", PRESSES)
def test_a_button_is_acked_handed_on_and_not_talked_about(
    slack: SlackStandIn,
    intake: ObservedIntake,
    ada: Person,
    bea: Person,
    general: Channel,
    act: str,
) -> None:
    analysis, answer = charted(slack, intake, ada, general)
    action, rest, given = PRESSES[act]

    reply = bea.clicks(answer, action, rest and actions.pack_value(analysis.id, rest))

    assert reply.status == 200
    assert intake.acts == [(act, analysis.id, *given)]
    assert whispered(bea) == []


def test_the_number_of_speakers_may_be_left_to_the_engine(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    analysis, answer = charted(slack, intake, ada, general)

    ada.clicks(answer, actions.RECOUNT, actions.pack_value(analysis.id, actions.ESTIMATE))

    assert intake.acts == [("recount", analysis.id, None)]


@pytest.mark.parametrize("act", PRESSES)
def test_pressed_while_work_is_going_on_it_asks_for_patience_in_the_thread(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel, act: str
) -> None:
    analysis, answer = charted(slack, intake, ada, general, stage=Stage.DRAW)
    intake.willing = False
    action, rest, _ = PRESSES[act]

    assert ada.clicks(answer, action, rest and actions.pack_value(analysis.id, rest)).status == 200
    assert whispered(ada) == [replies.BUSY]
    assert ada.ephemerals[0].thread_ts == analysis.thread.ts


@pytest.mark.parametrize("action", [actions.EXPORT, actions.UNDO, actions.DELETE, actions.RENAME])
def test_what_is_forgotten_is_said_to_be_gone(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel, action: str
) -> None:
    _, answer = charted(slack, intake, ada, general)
    intake.kept.clear()

    assert ada.clicks(answer, action).status == 200
    assert whispered(ada) == [replies.GONE]
    assert ada.modal is None


def test_undo_says_when_nothing_is_left(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    _, answer = charted(slack, intake, ada, general)
    intake.willing = False
    ada.clicks(answer, actions.UNDO)
    intake.kept[0] = replace(intake.kept[0], edits=Edits(before=Edits()), stage=Stage.DRAW)
    ada.clicks(answer, actions.UNDO)

    assert whispered(ada) == [replies.NOTHING_TO_UNDO, replies.BUSY]


@pytest.mark.parametrize(
    "action", [actions.EXPORT, actions.UNDO, actions.DELETE, actions.CANCEL, actions.RENAME]
)
def test_without_redis_the_person_is_asked_to_try_again(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel, action: str
) -> None:
    _, answer = charted(slack, intake, ada, general)
    intake.reachable = False

    assert ada.clicks(answer, action).status == 200
    assert whispered(ada) == [replies.TRY_AGAIN]


@pytest.mark.parametrize("fault", ["rate_limit", "fail", "drop_reply"])
def test_a_click_that_could_not_be_answered_is_not_taken_for_acked(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel, fault: str
) -> None:
    _, answer = charted(slack, intake, ada, general)
    intake.willing = False
    getattr(slack.faults, fault)("chat.postEphemeral")

    assert ada.clicks(answer, actions.OPEN_PAGE).status == 500, "Slack shows that it did not work"
    assert ada.clicks(answer, actions.OPEN_PAGE).status == 200


def test_where_nobody_can_be_told_the_click_is_acked_all_the_same(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    _, answer = charted(slack, intake, ada, general)
    intake.willing = False
    slack.faults.refuse("chat.postEphemeral", "user_not_in_channel")

    assert ada.clicks(answer, actions.OPEN_PAGE).status == 200
