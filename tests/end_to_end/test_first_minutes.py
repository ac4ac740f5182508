"""The first ten minutes in a workspace: what somebody new sees, with real processes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import House
from tests.standins.slack import Channel, Person, SlackStandIn
from workers.domain import actions
from workers.domain.lack import Lack
from workers.wording import channel_windows, lacking, welcome

WITHIN_S = 60


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[SlackStandIn]:
    """One in which nobody has met the bot yet, and an engine is named that has no key."""
    settings = {"OPERATOR_CONTACT": "#help-undertone", "ENGINE": "deepgram"}
    with SlackStandIn() as slack, House(slack, tmp_path, settings):
        yield slack


def test_from_the_home_tab_to_the_first_chart_and_back(workspace: SlackStandIn) -> None:
    slack = workspace
    ida, ada = slack.person("Ida", admin=True), slack.person("Ada")
    talk, general = slack.talk(ida), slack.channel("general", [ida, ada], bot=False)

    ida.opens_home()
    slack.wait_for(lambda: talk.messages, timeout_s=WITHIN_S, what="the first steps")
    assert [each.text for each in talk.messages.values()] == [welcome.FIRST_STEPS]
    assert lacking.SENTENCES[Lack.ENGINE] in home_of(ida)
    assert "Ask the people in #help-undertone." in home_of(ida)

    ida.invites(general)
    slack.wait_for(lambda: general.messages, timeout_s=WITHIN_S, what="hello")
    (hello,) = general.messages.values()
    assert hello.text == welcome.HELLO
    assert len(talk.messages) == 1, "the first steps are told once"

    ada.clicks(hello, actions.TRY_DEMO)
    slack.wait_for(lambda: is_charted(general), timeout_s=WITHIN_S, what="the demo")
    ada.opens_home()
    slack.wait_for(lambda: ada.home, timeout_s=WITHIN_S, what="Ada's Home tab")
    slack.wait_for(
        lambda: "Search my charts" in home_of(ada), timeout_s=WITHIN_S, what="the end of the demo"
    )
    assert "review.vtt" in home_of(ada)
    assert lacking.ONLY_ADMINS not in home_of(ada)
    assert ada.home is not None
    ada.clicks(ada.home, actions.SEARCH, "walter review")
    assert "review.vtt" in home_of(ada)
    ada.clicks(ada.home, actions.SEARCH, "someone else")
    assert "review.vtt" not in home_of(ada)


def test_a_channel_is_subscribed_by_a_form_and_the_subscription_stopped(
    workspace: SlackStandIn,
) -> None:
    slack = workspace
    ida = slack.person("Ida", admin=True)
    general = slack.channel("general", [ida])
    ida.opens_home()
    slack.wait_for(lambda: ida.home, timeout_s=WITHIN_S, what="the Home tab")

    assert ida.home is not None
    ida.clicks(ida.home, actions.SUBSCRIBE)
    assert ida.modal is not None
    assert ida.modal.callback_id == channel_windows.SUBSCRIBING
    reply = ida.submits(ida.modal, {"channel": general.id, "title": "weekly"})
    assert reply.seconds < 3
    assert "has subscribed this channel" in str([each.text for each in general.messages.values()])
    assert "“weekly”" in home_of(ida)
    ida.clicks(ida.home, actions.UNSUBSCRIBE)
    assert "You have subscribed no channel." in home_of(ida)


def home_of(person: Person) -> str:
    assert person.home is not None
    return str(person.home.blocks)


def is_charted(channel: Channel) -> bool:
    return any("Charted" in each.text for each in channel.messages.values())
