"""The Home tab: one person's running and recent analyses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.bot.cards import charted
from tests.bot.deliveries import delivered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Person, SlackStandIn
from tests.standins.slack.nouns import View
from workers.domain import actions
from workers.domain.analysis import Stage
from workers.domain.recording import Recording
from workers.processes.version import read_version
from workers.wording import replies


def home_of(slack: SlackStandIn, person: Person) -> View:
    person.opens_home()
    delivered(slack, 1)
    assert person.home is not None
    return person.home


def windows(person: Person) -> list[View]:
    return [person.modal] if person.modal else []


def test_it_says_what_the_bot_does_and_what_not(slack: SlackStandIn, ada: Person) -> None:
    shown = str(home_of(slack, ada).blocks)

    assert "rank nobody" in shown
    assert "I read the text" in shown
    assert "30 days" in shown
    assert f"Version {read_version()}" in shown


def test_it_shows_what_runs_and_what_is_charted_of_this_person_alone(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    _, answer = charted(slack, intake, ada, general)
    charted(slack, intake, ada, general, stage=Stage.POLL)
    charted(slack, intake, slack.person("Bea"), general, stage=Stage.POLL)
    intake.kept[0] = replace(intake.kept[0], recording=Recording(name="bea.mp3"))

    shown = str(home_of(slack, ada).blocks)

    assert "*standup.mp3*: listening" in shown
    assert f"/archives/{general.id}/p{answer.ts.replace('.', '')}?thread_ts=" in shown
    assert "bea.mp3" not in shown
    assert {call.method for call in slack.transcript} == {"auth.test", "views.publish"}


def test_cancel_works_there_too_and_has_a_window_to_say_that_it_is_too_late(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    analysis, _ = charted(slack, intake, ada, general, stage=Stage.POLL)
    view = home_of(slack, ada)

    assert ada.clicks(view, actions.CANCEL).status == 200
    assert intake.acts == [("cancel", analysis.id, ada.id)]
    assert windows(ada) == []

    intake.willing = False
    ada.clicks(view, actions.CANCEL)
    assert [replies.TOO_LATE in str(window.blocks) for window in windows(ada)] == [True]


def test_admins_see_what_engines_that_cost_money_were_given(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person
) -> None:
    intake.minutes = {"assemblyai": 1234.4, "gone": 2.0}
    assert "AssemblyAI" not in str(home_of(slack, ada).blocks)

    admin = slack.person("Ida", admin=True)
    admin.opens_home()
    delivered(slack, 2)
    assert admin.home is not None
    assert "AssemblyAI: 1,234 min" in str(admin.home.blocks)
    assert "gone: 2 min" in str(admin.home.blocks)


@pytest.mark.parametrize("fault", ["rate_limit", "fail", "drop_reply"])
def test_what_slack_did_not_take_is_shown_when_the_event_comes_again(
    slack: SlackStandIn, ada: Person, fault: str
) -> None:
    getattr(slack.faults, fault)("views.publish")
    ada.opens_home()
    delivered(slack, 2)

    assert ada.home is not None
    assert [call.ok for call in slack.calls("views.publish")] == [False, True]


def test_another_tab_is_not_ours(slack: SlackStandIn, ada: Person) -> None:
    ada.opens_home()
    delivered(slack, 1)
    envelope = slack.deliveries[0].payload
    slack.emit(envelope | {"event": envelope["event"] | {"tab": "messages"}})
    delivered(slack, 2)

    assert len(slack.calls("views.publish")) == 1
    assert slack.deliveries[1].status == 200


@pytest.mark.parametrize("admin", [True, False])
def test_scopes_that_are_missing_are_told_to_admins(slack: SlackStandIn, admin: bool) -> None:
    slack.scopes -= {"files:write"}
    shown = str(home_of(slack, slack.person("Bea", admin=admin)).blocks)
    assert ("has not granted me `files:write`" in shown) is admin
