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
from workers.domain.lack import Lack
from workers.domain.recording import Recording
from workers.domain.subscription import Subscription
from workers.processes.version import read_version
from workers.wording import replies
from workers.wording.welcome import FIRST_STEPS


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
def test_what_is_lacking_is_told_to_admins(
    slack: SlackStandIn, intake: ObservedIntake, admin: bool
) -> None:
    intake.shortcomings.lacking = (Lack.WEIGHTS,)
    shown = str(home_of(slack, slack.person("Bea", admin=admin)).blocks)
    assert ("speech models are not installed" in shown) is admin


def test_ones_own_charts_are_found_by_their_words(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    for name in ("weekly.mp3", "retro.mp3"):
        charted(slack, intake, ada, general)
        intake.kept[0] = replace(intake.kept[0], recording=Recording(name=name))
    view = home_of(slack, ada)

    ada.clicks(view, actions.SEARCH, "RETRO mp3")
    assert ada.home is not None
    shown = str(ada.home.blocks)
    assert "retro.mp3" in shown
    assert "weekly.mp3" not in shown

    ada.clicks(ada.home, actions.SEARCH, "")
    assert "weekly.mp3" in str(ada.home.blocks)


def test_a_subscription_is_stopped_by_whoever_made_it(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
) -> None:
    mine = Subscription(team=slack.team, channel=general.id, subscriber=ada.id)
    intake.subscriptions.save(mine)
    stale = home_of(slack, ada)

    ada.clicks(stale, actions.UNSUBSCRIBE)
    assert intake.subscriptions.made == []
    assert ada.home is not None
    assert "You have subscribed no channel." in str(ada.home.blocks)

    others = replace(mine, subscriber="U0OTHER")
    intake.subscriptions.save(others)
    ada.clicks(stale, actions.UNSUBSCRIBE)
    assert intake.subscriptions.made == [others], "the button is an old one"


@pytest.mark.parametrize("act", [actions.SEARCH, actions.UNSUBSCRIBE])
def test_without_redis_a_window_says_so(
    slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel, act: str
) -> None:
    charted(slack, intake, ada, general)
    intake.subscriptions.save(Subscription(team=slack.team, channel="C1", subscriber=ada.id))
    view = home_of(slack, ada)
    intake.reachable = False
    ada.clicks(view, act)
    assert [replies.TRY_AGAIN in str(window.blocks) for window in windows(ada)] == [True]


class TestFirstSteps:
    def test_the_first_admin_who_looks_is_told_how_to_begin_once(
        self, slack: SlackStandIn, intake: ObservedIntake, ada: Person
    ) -> None:
        intake.new_here = True
        home_of(slack, ada)
        assert slack.calls("chat.postMessage") == []
        for admin in (slack.person("Ida", admin=True), slack.person("Eva", admin=True)):
            slack.talk(admin)
            admin.opens_home()
        delivered(slack, 3)
        told = [call.args["text"] for call in slack.calls("chat.postMessage")]
        assert told == [FIRST_STEPS]

    def test_so_is_whoever_brings_it_into_its_first_channel(
        self, slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
    ) -> None:
        intake.new_here = True
        talk = slack.talk(ada)
        ada.invites(general)
        delivered(slack, 1)
        assert [each.text for each in talk.messages.values()] == [FIRST_STEPS]

    def test_where_slack_does_not_take_it_the_next_one_is_told(
        self, slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
    ) -> None:
        intake.new_here = True
        admin = slack.person("Ida", admin=True)
        slack.talk(admin)
        slack.faults.refuse("chat.postMessage", "user_not_found")
        home_of(slack, admin)
        admin.opens_home()
        delivered(slack, 2)
        assert [call.ok for call in slack.calls("chat.postMessage")] == [False, True]


@pytest.mark.parametrize("admin", [True, False])
def test_scopes_that_are_missing_are_told_to_admins(slack: SlackStandIn, admin: bool) -> None:
    slack.scopes -= {"files:write"}
    shown = str(home_of(slack, slack.person("Bea", admin=admin)).blocks)
    assert ("has not granted me `files:write`" in shown) is admin
