"""Delete: for whoever asked, and for admins; others are told who can."""

from __future__ import annotations

import pytest

from tests.bot.cards import charted, whispered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Person, SlackStandIn
from workers.domain import actions
from workers.wording import replies


@pytest.fixture
def root(slack: SlackStandIn, general: Channel) -> Person:
    admin = slack.person("Root", admin=True)
    general.members.add(admin.id)
    return admin


@pytest.fixture
def bea(slack: SlackStandIn, general: Channel) -> Person:
    person = slack.person("Bea")
    general.members.add(person.id)
    return person


def test_who_asked_deletes_without_slack_being_asked_for_rights(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    analysis, answer = charted(slack, intake, ada, general)

    for _ in range(2):
        ada.clicks(answer, actions.DELETE)

    assert intake.acts == [("delete", analysis.id, ada.id)] * 2, "doing it twice does no harm"
    assert slack.calls("users.info") == []


def test_an_admin_deletes_in_their_own_name(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, root: Person, general: Channel
) -> None:
    analysis, answer = charted(slack, intake, ada, general)

    root.clicks(answer, actions.DELETE)

    assert intake.acts == [("delete", analysis.id, root.id)]


@pytest.mark.parametrize("scope", ["users:read", None])
def test_others_are_told_who_can(
    slack: SlackStandIn,
    intake: ObservedIntake,
    ada: Person,
    bea: Person,
    general: Channel,
    scope: str | None,
) -> None:
    _, answer = charted(slack, intake, ada, general)
    slack.scopes -= {scope} if scope else set()

    bea.clicks(answer, actions.DELETE)

    assert intake.acts == []
    assert whispered(bea) == [replies.write_who_may(ada.id, "delete")]
    assert ada.id in whispered(bea)[0]


@pytest.mark.parametrize("fault", ["rate_limit", "fail", "drop_reply"])
def test_rights_that_slack_does_not_tell_are_not_assumed(
    slack: SlackStandIn,
    intake: ObservedIntake,
    ada: Person,
    root: Person,
    general: Channel,
    fault: str,
) -> None:
    _, answer = charted(slack, intake, ada, general)
    getattr(slack.faults, fault)("users.info")

    assert root.clicks(answer, actions.DELETE).status == 200

    assert intake.acts == []
    assert whispered(root) == [replies.TRY_AGAIN]


def test_a_slow_slack_is_given_up_in_time(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, root: Person, general: Channel
) -> None:
    _, answer = charted(slack, intake, ada, general)
    slack.faults.delay("users.info", 2.5)

    reply = root.clicks(answer, actions.DELETE)

    assert reply.status == 200
    assert reply.seconds < 2.4
    assert whispered(root) == [replies.TRY_AGAIN]


def test_cancel_is_for_the_same_people(
    slack: SlackStandIn,
    intake: ObservedIntake,
    ada: Person,
    bea: Person,
    root: Person,
    general: Channel,
) -> None:
    analysis, status = charted(slack, intake, ada, general)

    for person in (bea, root, ada):
        person.clicks(status, actions.CANCEL)

    assert intake.acts == [("cancel", analysis.id, root.id), ("cancel", analysis.id, ada.id)]
    assert whispered(bea) == [replies.write_who_may(ada.id, "cancel")]


def test_what_cannot_be_stopped_any_more_is_said(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    _, status = charted(slack, intake, ada, general)
    intake.willing = False

    ada.clicks(status, actions.CANCEL)

    assert whispered(ada) == [replies.TOO_LATE]
