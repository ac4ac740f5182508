"""From the Home tab a channel is chosen, and then it is decided about, by whoever may."""

from __future__ import annotations

import pytest

from tests.bot.deliveries import delivered
from tests.bot.observed_intake import ObservedIntake
from tests.standins.slack import Channel, Person, SlackStandIn
from tests.standins.slack.nouns import Reply, View
from workers.domain import actions
from workers.domain.channel import ChannelSettings
from workers.domain.errors import Why
from workers.domain.subscription import SKIPPED, Subscription
from workers.wording import channel_windows, replies, subscriptions
from workers.wording.refusals import write_refusal


@pytest.fixture
def ida(slack: SlackStandIn) -> Person:
    """An admin."""
    return slack.person("Ida", admin=True, email="ida@example.com")


@pytest.fixture
def secret(slack: SlackStandIn, ida: Person) -> Channel:
    return slack.channel("secret", [ida], private=True)


def press(slack: SlackStandIn, person: Person, action: str) -> View:
    """The window that the button of the Home tab opens."""
    before = len(slack.deliveries)
    person.opens_home()
    delivered(slack, before + 1)
    assert person.home is not None
    person.clicks(person.home, action)
    assert person.modal is not None
    return person.modal


def told(person: Person) -> str:
    assert person.modal is not None
    return str(person.modal.blocks)


class TestSettings:
    def test_those_of_the_chosen_channel_open_and_are_saved(
        self, slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
    ) -> None:
        intake.channels[slack.team, general.id] = ChannelSettings(links="never")
        ada.submits(press(slack, ada, actions.OPEN_SETTINGS), {"channel": general.id})
        assert "This channel’s charts" in str(ada.modal and ada.modal.view["title"])

        assert ada.modal is not None
        assert ada.submits(ada.modal, {"theme": "dark"}).status == 200
        saved = intake.channels[slack.team, general.id]
        assert (saved.theme, saved.links) == ("dark", "never")
        assert ada.modal is None

    def test_a_private_channel_is_for_its_members(
        self, slack: SlackStandIn, ada: Person, ida: Person, secret: Channel
    ) -> None:
        ada.submits(press(slack, ada, actions.OPEN_SETTINGS), {"channel": secret.id})
        assert channel_windows.NOT_IN_IT in told(ada)
        ida.submits(press(slack, ida, actions.OPEN_SETTINGS), {"channel": secret.id})
        assert ida.modal is not None
        assert secret.id in ida.modal.view["private_metadata"]

    def test_a_guest_decides_about_no_channel_but_their_own(
        self, slack: SlackStandIn, intake: ObservedIntake, ada: Person, general: Channel
    ) -> None:
        """Slack offers guests no other; what is sent may name any."""
        gus = slack.person("Gus", guest=True, email="gus@example.com")
        gus.submits(press(slack, gus, actions.OPEN_SETTINGS), {"channel": general.id})
        assert channel_windows.NOT_IN_IT in told(gus)
        gus.submits(press(slack, gus, actions.SUBSCRIBE), {"channel": general.id})
        assert channel_windows.NOT_IN_IT in told(gus)
        assert intake.subscriptions.made == []

        general.members.add(gus.id)
        gus.submits(press(slack, gus, actions.OPEN_SETTINGS), {"channel": general.id})
        assert gus.modal is not None
        assert general.id in gus.modal.view["private_metadata"]

    def test_one_that_we_are_not_in_says_how_to_invite_us(
        self, slack: SlackStandIn, ada: Person
    ) -> None:
        away = slack.channel("away", [ada], bot=False)
        ada.submits(press(slack, ada, actions.OPEN_SETTINGS), {"channel": away.id})
        assert write_refusal(Why.THREAD_CLOSED, {}) in told(ada)

    def test_without_slack_the_window_stays_and_says_so(
        self, slack: SlackStandIn, ada: Person, general: Channel
    ) -> None:
        window = press(slack, ada, actions.OPEN_SETTINGS)
        slack.faults.rate_limit("conversations.info")
        reply = ada.submits(window, {"channel": general.id})
        assert errors(reply) == {"channel": replies.TRY_AGAIN}


class TestSubscribing:
    def test_an_admin_subscribes_a_channel_which_is_told(
        self, slack: SlackStandIn, intake: ObservedIntake, ida: Person, general: Channel
    ) -> None:
        window = press(slack, ida, actions.SUBSCRIBE)
        filled = {"channel": general.id, "host": "@Example.com", "title": " weekly ",
                  "skip": "board", "minutes": "10", "review": ["review"]}  # fmt: skip
        ida.submits(window, filled)

        made = Subscription(
            team=slack.team, channel=general.id, subscriber=ida.id, host="@example.com",
            title="weekly", skip=(*SKIPPED, "board"), least_minutes=10, review=True,
        )  # fmt: skip
        assert intake.subscriptions.made == [made]
        assert "Subscribed. I ask you about each one" in told(ida)
        notices = [each.text for each in general.messages.values()]
        assert notices == [subscriptions.write_subscription_notice(made)]
        assert ida.home is not None
        assert "every meeting hosted by someone at example.com" in str(ida.home.blocks)

    def test_everybody_else_gets_their_own_meetings(
        self, slack: SlackStandIn, intake: ObservedIntake, general: Channel
    ) -> None:
        bea = slack.person("Bea", email="bea@example.com")
        bea.submits(press(slack, bea, actions.SUBSCRIBE), {"channel": general.id})
        assert [each.host for each in intake.subscriptions.made] == ["bea@example.com"]

        others = {"channel": general.id, "host": "ida@example.com"}
        bea.submits(press(slack, bea, actions.SUBSCRIBE), others)
        assert "Only an admin of this workspace can" in told(bea)
        assert len(intake.subscriptions.made) == 1

    def test_what_cannot_be_taken_is_said_beside_its_input(
        self, slack: SlackStandIn, intake: ObservedIntake, ida: Person, general: Channel
    ) -> None:
        wrong = {"channel": general.id, "host": "ida", "minutes": "ten"}
        reply = ida.submits(press(slack, ida, actions.SUBSCRIBE), wrong)
        assert errors(reply) == {
            "host": channel_windows.BAD_HOST,
            "minutes": channel_windows.BAD_MINUTES,
        }
        assert intake.subscriptions.made == []

    def test_a_channel_shared_with_others_is_left_alone(
        self, slack: SlackStandIn, intake: ObservedIntake, ida: Person
    ) -> None:
        shared = slack.channel("with-others", [ida], shared=True)
        ida.submits(press(slack, ida, actions.SUBSCRIBE), {"channel": shared.id})
        assert "shared with another organisation" in told(ida)
        assert intake.subscriptions.made == []
        assert list(shared.messages) == []

    def test_of_a_private_channel_only_its_members_decide(
        self, slack: SlackStandIn, intake: ObservedIntake, secret: Channel
    ) -> None:
        eva = slack.person("Eva", admin=True)
        eva.submits(press(slack, eva, actions.SUBSCRIBE), {"channel": secret.id})
        assert channel_windows.NOT_IN_IT in told(eva)
        assert intake.subscriptions.made == []
        assert list(secret.messages) == []

    def test_without_redis_the_window_stays_and_says_so(
        self, slack: SlackStandIn, intake: ObservedIntake, ida: Person, general: Channel
    ) -> None:
        window = press(slack, ida, actions.SUBSCRIBE)
        slack.faults.rate_limit("users.info")
        reply = ida.submits(window, {"channel": general.id})
        assert errors(reply) == {"channel": replies.TRY_AGAIN}
        assert intake.subscriptions.made == []


def errors(reply: Reply) -> dict[str, str]:
    found: dict[str, str] = reply.body.get("errors") or {}
    return found
