"""Another organisation comes into a channel: what was to come there by itself ends, and is told."""

from __future__ import annotations

from redis import Redis

from tests.bot.deliveries import delivered
from tests.bot.zoomed import Zoomed, zoomed
from workers.store.known_sharing import KnownSharing

__all__ = ["zoomed"]


def told(zoomed: Zoomed) -> list[str]:
    return [message.text for message in zoomed.said(zoomed.talk)]


def test_its_subscription_ends_and_whoever_made_it_is_told_once(zoomed: Zoomed) -> None:
    zoomed.types("subscribe zoom")
    before = len(zoomed.slack.deliveries)

    zoomed.slack.share(zoomed.general)
    delivered(zoomed.slack, before + 1)
    zoomed.slack.share(zoomed.general)
    delivered(zoomed.slack, before + 2)

    assert zoomed.intake.subscriptions.all() == []
    (sentence,) = told(zoomed)
    assert f"<#{zoomed.general.id}> is shared with another organisation now" in sentence


def test_what_was_known_of_it_no_longer_counts(zoomed: Zoomed, redis: Redis) -> None:
    known = KnownSharing(redis)
    known.remember_inside(zoomed.general.id)
    assert known.is_inside(zoomed.general.id)

    zoomed.slack.share(zoomed.general)
    delivered(zoomed.slack, 1)

    assert not known.is_inside(zoomed.general.id)
    known.remember_inside(zoomed.general.id)  # by a worker that had asked right before
    assert not known.is_inside(zoomed.general.id)


def test_where_slack_is_busy_it_is_told_when_the_event_comes_again(zoomed: Zoomed) -> None:
    zoomed.types("subscribe zoom")
    zoomed.slack.retry_gaps_s = (0.05, 0.05, 0.05)
    before = len(zoomed.slack.deliveries)
    zoomed.slack.faults.rate_limit("chat.postMessage")

    zoomed.slack.share(zoomed.general)
    delivered(zoomed.slack, before + 2)

    assert len(told(zoomed)) == 1
    assert zoomed.intake.subscriptions.all() == []


def test_where_it_cannot_be_told_it_ends_all_the_same(zoomed: Zoomed) -> None:
    zoomed.types("subscribe zoom")
    before = len(zoomed.slack.deliveries)
    zoomed.slack.faults.refuse("chat.postMessage", "user_not_found")

    zoomed.slack.share(zoomed.general)
    delivered(zoomed.slack, before + 1)

    assert zoomed.intake.subscriptions.all() == []
