"""`/sentiment subscribe`, `unsubscribe` and `subscriptions`."""

from __future__ import annotations

from typing import Any

import pytest

from bot.payloads import Command
from bot.subscribing import NotUnderstood, read_wanted
from tests.bot.zoomed import Zoomed, zoomed
from tests.standins.zoom import url_validation
from workers.domain.subscription import SKIPPED, Subscription
from workers.wording import replies
from workers.wording import subscriptions as wording

__all__ = ["zoomed"]


def typed(text: str) -> Command:
    return Command(team="T1", channel="C1", user="U1", text=text, response_url=None)


@pytest.mark.parametrize(
    ("options", "known"),
    [
        ("", {}),
        ("host:Ana@Example.com", {"host": "ana@example.com"}),
        ("host:<mailto:ana@example.com|ana@example.com>", {"host": "ana@example.com"}),
        ("host:@example.com", {"host": "@example.com"}),
        ('title:"weekly sync" min:20', {"title": "weekly sync", "least_minutes": 20}),
        ("TITLE:“R&amp;D”", {"title": "R&D"}),
        ("min:10m review:on", {"least_minutes": 10, "review": True}),
        ("min:0 review:off", {"least_minutes": 0}),
        ("skip:board,hr", {"skip": (*SKIPPED, "board", "hr")}),
        ('skip:"salary review, board"', {"skip": (*SKIPPED, "salary review", "board")}),
        ("skip:none", {"skip": ()}),
    ],
)
def test_options_are_read(options: str, known: dict[str, Any]) -> None:
    expected = Subscription(team="T1", channel="C1", subscriber="U1", **known)

    assert read_wanted(typed(f"subscribe Zoom {options}")) == expected


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ("teams", "teams"),
        ("", ""),
        ("zoom weekly", "weekly"),
        ("zoom owner:ana@example.com", "owner:"),
        ("zoom host:ana", "host:ana"),
        ("zoom min:soon", "min:soon"),
        ("zoom min:9999", "min:9999"),
        ("zoom review:maybe", "review:maybe"),
        ("zoom skip:" + "a," * 21, "skip:" + "a," * 21),
    ],
)
def test_what_cannot_be_read_is_named(rest: str, words: str) -> None:
    with pytest.raises(NotUnderstood) as error:
        read_wanted(typed(f"subscribe {rest}"))
    assert str(error.value) == words


def test_the_channel_is_told_what_comes_what_is_skipped_and_how_to_stop(zoomed: Zoomed) -> None:
    answer = zoomed.types('subscribe zoom title:"weekly" min:10 review:on')

    (notice,) = zoomed.said(zoomed.general)
    for words in ("“weekly”", "“1:1”", "“confidential”", "10 min", "`/sentiment unsubscribe zoom`"):
        assert words in notice.text
    assert notice.text.startswith(f"<@{zoomed.ada.id}> has subscribed this channel to Zoom")
    assert f"<@{zoomed.ada.id}> decides on each one first" in notice.text
    assert answer.startswith("Subscribed. I ask you about each one")
    assert answer.endswith(wording.warn_unconnected())


def test_once_zoom_has_called_nobody_is_sent_to_the_settings(zoomed: Zoomed) -> None:
    zoomed.zoom.tells(url_validation("plain"))

    assert zoomed.types("subscribe zoom") == "Subscribed."


def test_nothing_is_subscribed_that_could_not_be_told(zoomed: Zoomed) -> None:
    closed = zoomed.slack.channel("closed", [zoomed.ada], bot=False)

    answer = zoomed.ada.types(closed, "/sentiment", "subscribe zoom").text

    assert answer == wording.NOT_MINE
    assert zoomed.intake.subscriptions.all() == []


def test_slack_out_of_reach_is_said(zoomed: Zoomed) -> None:
    zoomed.slack.faults.fail("chat.postMessage")

    assert zoomed.types("subscribe zoom") == replies.TRY_AGAIN
    assert zoomed.intake.subscriptions.all() == []


def test_what_is_not_understood_comes_back_with_what_is(zoomed: Zoomed) -> None:
    assert zoomed.types("subscribe zoom <!channel>").startswith("I do not understand “&lt;!channel")
    assert zoomed.types("subscribe") == wording.HOW
    assert zoomed.types("unsubscribe teams") == wording.HOW
    assert zoomed.said(zoomed.general) == []


def test_it_is_ended_by_anyone_and_once(zoomed: Zoomed) -> None:
    zoomed.types("subscribe zoom")
    bea = zoomed.slack.person("Bea")

    assert bea.types(zoomed.general, "/sentiment", "unsubscribe zoom").text == wording.ENDED
    assert zoomed.types("unsubscribe zoom") == wording.NOTHING_TO_END


def test_one_sees_the_channels_and_ones_own(zoomed: Zoomed) -> None:
    secret = zoomed.slack.channel("secret", [zoomed.ada], private=True)
    zoomed.ada.types(secret, "/sentiment", "subscribe zoom title:raise")
    assert zoomed.types("subscriptions").startswith(f"• <#{secret.id}>: every meeting with “raise”")

    bea = zoomed.slack.person("Bea")
    assert bea.types(zoomed.general, "/sentiment", "subscriptions").text == wording.NONE


def test_a_channel_with_others_is_not_subscribed(zoomed: Zoomed) -> None:
    shared = zoomed.slack.channel("shared", [zoomed.ada], shared=True)

    answer = zoomed.ada.types(shared, "/sentiment", "subscribe zoom").text

    assert answer == replies.refuse_shared()
    assert zoomed.intake.subscriptions.all() == []


def test_whoever_is_no_admin_gets_the_meetings_that_they_host(zoomed: Zoomed) -> None:
    bea = zoomed.slack.person("Bea", email="Bea@Example.com")
    zoomed.general.members.add(bea.id)

    def types(options: str) -> str:
        return bea.types(zoomed.general, "/sentiment", f"subscribe zoom {options}").text

    for greedy in ("host:ada@example.com", "host:@example.com skip:none min:0"):
        assert types(greedy).startswith("Only an admin")
    assert zoomed.intake.subscriptions.all() == []
    assert types("skip:none min:0").startswith("Subscribed")
    (subscription,) = zoomed.intake.subscriptions.all()
    assert subscription.host == "bea@example.com"
    assert f"<@{bea.id}> has subscribed" in zoomed.said(zoomed.general)[-1].text


def test_without_an_address_nothing_is_ones_own(zoomed: Zoomed) -> None:
    cy = zoomed.slack.person("Cy")
    zoomed.general.members.add(cy.id)
    assert (
        cy.types(zoomed.general, "/sentiment", "subscribe zoom").text
        == wording.refuse_without_mail()
    )
    assert zoomed.intake.subscriptions.all() == []


def test_in_a_direct_message_an_admin_too_gets_only_their_own(zoomed: Zoomed) -> None:
    answer = zoomed.ada.types(zoomed.talk, "/sentiment", "subscribe zoom host:@example.com").text
    assert answer.startswith("Nobody can in a direct message")
    zoomed.ada.types(zoomed.talk, "/sentiment", "subscribe zoom skip:none")
    (subscription,) = zoomed.intake.subscriptions.all()
    assert subscription.host == "ada@example.com"
