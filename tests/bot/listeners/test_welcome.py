"""Invited into a channel, the bot says once what it does; its buttons work there and in Home."""

from __future__ import annotations

from redis import Redis

from tests.bot.deliveries import delivered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Message, Person, SlackStandIn
from workers.domain import actions
from workers.domain.recording import DEMO_LINK
from workers.intake import Intake
from workers.wording import replies
from workers.wording.welcome import DEMO_COMES, HELLO


def hellos(channel: Channel) -> list[Message]:
    return [each for each in channel.messages.values() if each.text == HELLO]


def test_it_says_hello_where_it_was_invited(
    slack: SlackStandIn, ada: Person, general: Channel
) -> None:
    ada.invites(general)
    delivered(slack, 1)
    (hello,) = hellos(general)
    assert {element["action_id"] for element in hello.blocks[-1]["elements"]} == {
        actions.TRY_DEMO,
        actions.OPEN_SETTINGS,
    }


def test_it_does_so_once(slack: SlackStandIn, ada: Person, general: Channel) -> None:
    ada.invites(general)
    ada.invites(general)
    delivered(slack, 2)
    assert len(hellos(general)) == 1


def test_it_does_not_greet_for_others(slack: SlackStandIn, ada: Person, general: Channel) -> None:
    ada.invites(general, slack.person("Bea").id)
    delivered(slack, 1)
    assert hellos(general) == []


def test_what_slack_did_not_take_is_said_when_the_event_comes_again(
    slack: SlackStandIn, ada: Person, general: Channel
) -> None:
    slack.faults.rate_limit("chat.postMessage")
    ada.invites(general)
    delivered(slack, 2)
    assert len(hellos(general)) == 1


def test_what_it_may_have_taken_is_not_said_again(
    slack: SlackStandIn, ada: Person, general: Channel
) -> None:
    slack.faults.drop_reply("chat.postMessage")
    ada.invites(general)
    delivered(slack, 1)
    assert len(hellos(general)) == 1


def test_where_nothing_is_charted_nothing_is_promised(slack: SlackStandIn, ada: Person) -> None:
    shared = slack.channel("with-others", [ada], shared=True)
    ada.invites(shared)
    delivered(slack, 1)
    assert hellos(shared) == []


def test_redis_remembers_who_was_greeted(redis: Redis) -> None:
    intake = Intake(redis)
    assert intake.is_first_greeting("T1", "C1")
    assert not intake.is_first_greeting("T1", "C1")
    assert intake.is_first_greeting("T1", "C2")
    intake.take_greeting_back("T1", "C1")
    assert intake.is_first_greeting("T1", "C1")
    intake.forget_team("T1")
    assert intake.is_first_greeting("T1", "C2")


class TestButtons:
    def test_the_demo_comes_to_the_channel(
        self, slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
    ) -> None:
        reply = ada.clicks(_hello(slack, ada, general), actions.TRY_DEMO)
        assert reply.status == 200
        (ask,) = intake.asked
        assert (ask.recording.link, ask.asked_by) == (DEMO_LINK, ada.id)
        assert (ask.thread.channel, ask.thread.ts) == (general.id, None)

    def test_from_home_it_comes_as_a_direct_message(
        self, slack: SlackStandIn, intake: ObservedIntake, ada: Person
    ) -> None:
        slack.talk(ada)
        ada.opens_home()
        delivered(slack, 1)
        assert ada.home is not None
        ada.clicks(ada.home, actions.TRY_DEMO)
        (ask,) = intake.asked
        (call,) = slack.calls("chat.postMessage")
        assert (call.args["channel"], call.args["text"]) == (ada.id, DEMO_COMES)
        assert ask.thread.channel == call.response["channel"]
        assert ask.thread.ts == call.response["ts"]

    def test_settings_open_for_this_channel(
        self, slack: SlackStandIn, ada: Person, general: Channel
    ) -> None:
        ada.clicks(_hello(slack, ada, general), actions.OPEN_SETTINGS)
        assert ada.modal is not None
        assert general.id in ada.modal.view["private_metadata"]

    def test_the_help_has_them_too(self, ada: Person, general: Channel) -> None:
        reply = ada.types(general, "/sentiment")
        assert actions.TRY_DEMO in str(reply.body)
        assert "I chart how" in str(reply.body)

    def test_the_demo_is_not_for_channels_shared_with_others(
        self, slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
    ) -> None:
        hello = _hello(slack, ada, general)
        general.shared = True
        reply = ada.clicks(hello, actions.TRY_DEMO)
        assert intake.asked == []
        assert replies.refuse_shared() in str(reply.later)


def _hello(slack: SlackStandIn, ada: Person, general: Channel) -> Message:
    ada.invites(general)
    delivered(slack, 1)
    (hello,) = hellos(general)
    return hello
