"""`review:on`: the subscriber is asked before the channel sees anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from redis import Redis

from tests.bot.cards import whispered
from tests.bot.zoomed import Zoomed, zoomed
from tests.standins.slack import Message
from tests.standins.zoom import recording_completed, transcript_completed
from tests.workers.wording.block_kit import complaints, pings
from tests.workers.wording.texts import NASTY
from workers.domain import actions
from workers.domain.analysis import Ask
from workers.domain.recording import Recording
from workers.domain.review import Review
from workers.domain.thread import Thread
from workers.store.late_captions import LateCaptions
from workers.store.reviews import KEPT_FOR
from workers.wording import review as wording

__all__ = ["zoomed"]


def asked_first(zoomed: Zoomed) -> Message:
    """The question in Ada's direct messages."""
    zoomed.types("subscribe zoom review:on")
    assert zoomed.zoom.tells(recording_completed()).status_code == 200
    (question,) = zoomed.said(zoomed.talk)
    return question


def press(zoomed: Zoomed, action: str) -> list[str]:
    """Ada presses a button of the question as it stands; what it turns into."""
    (question,) = zoomed.said(zoomed.talk)
    reply = zoomed.ada.clicks(question, action)
    assert reply.status == 200
    return [each["text"] for each in reply.later if each["replace_original"]]


def test_the_question_goes_to_the_subscriber_alone(zoomed: Zoomed) -> None:
    question = asked_first(zoomed)

    assert question.text == (
        f"Zoom has recorded “Weekly sync”. Shall its chart go to <#{zoomed.general.id}>?"
    )
    assert zoomed.asked() == []
    assert len(zoomed.said(zoomed.general)) == 1, "the notice"


def test_agreed_it_is_handed_in_once(zoomed: Zoomed) -> None:
    question = asked_first(zoomed)

    (answer,) = press(zoomed, actions.REVIEW_POST)
    twice = zoomed.ada.clicks(question, actions.REVIEW_POST)

    (analysis,) = zoomed.asked()
    assert analysis.thread.channel == zoomed.general.id
    assert answer.startswith("On it: the chart of “Weekly sync”")
    assert [each["text"] for each in twice.later] == [wording.DECIDED]


def test_agreed_late_it_finds_the_captions_that_came_meanwhile(zoomed: Zoomed) -> None:
    asked_first(zoomed)
    zoomed.zoom.tells(transcript_completed())

    press(zoomed, actions.REVIEW_POST)

    (analysis,) = zoomed.asked()
    ask = analysis.ask
    assert ask.occasion is not None
    late = LateCaptions(zoomed.intake._redis)
    assert late.find(ask.thread, ask.occasion, ask.recording.made_at) is not None


def test_not_this_one_leaves_room_for_a_change_of_mind(zoomed: Zoomed) -> None:
    asked_first(zoomed)

    (answer,) = press(zoomed, actions.REVIEW_SKIP)
    assert answer.startswith("“Weekly sync” was not posted")
    assert zoomed.asked() == []

    press(zoomed, actions.REVIEW_POST)
    assert len(zoomed.asked()) == 1


def test_a_channel_that_was_shared_since_gets_nothing_and_the_question_stays(
    zoomed: Zoomed,
) -> None:
    asked_first(zoomed)
    zoomed.general.shared = True

    assert press(zoomed, actions.REVIEW_POST) == []
    assert whispered(zoomed.ada)[-1] == wording.NOT_THERE
    assert zoomed.asked() == []

    zoomed.general.shared = False
    press(zoomed, actions.REVIEW_POST)
    assert len(zoomed.asked()) == 1


def test_deleted_nothing_is_kept(zoomed: Zoomed, redis: Redis) -> None:
    asked_first(zoomed)
    (key,) = redis.scan_iter("undertone:review:*")
    assert 0 < redis.ttl(key) <= KEPT_FOR.total_seconds()

    assert press(zoomed, actions.REVIEW_DELETE) == [wording.DELETED]

    assert list(redis.scan_iter("undertone:review:*")) == []
    zoomed.zoom.tells(recording_completed())
    assert len(zoomed.said(zoomed.talk)) == 1, "not asked again"
    assert zoomed.asked() == []


def test_deleted_nothing_is_kept_of_what_comes_later(zoomed: Zoomed, redis: Redis) -> None:
    asked_first(zoomed)
    zoomed.zoom.tells(transcript_completed())
    (key,) = redis.scan_iter("undertone:captions:*")
    assert redis.hlen(str(key, "ascii")) == 1

    press(zoomed, actions.REVIEW_DELETE)
    zoomed.zoom.tells(transcript_completed())

    assert [redis.type(key) for key in redis.scan_iter("undertone:captions:*")] == [b"string"]


def test_zoom_calls_again_and_one_question_stands(zoomed: Zoomed) -> None:
    asked_first(zoomed)

    zoomed.zoom.tells(recording_completed())

    assert len(zoomed.said(zoomed.talk)) == 1


def test_slack_out_of_reach_the_question_is_put_when_zoom_calls_again(zoomed: Zoomed) -> None:
    zoomed.types("subscribe zoom review:on")
    zoomed.slack.faults.fail("chat.postMessage")

    assert zoomed.zoom.tells(recording_completed()).status_code == 503
    assert zoomed.zoom.tells(recording_completed()).status_code == 200
    assert len(zoomed.said(zoomed.talk)) == 1


def test_what_would_keep_zoom_waiting_is_asked_when_it_calls_again(zoomed: Zoomed) -> None:
    for name in ("one", "two", "three"):
        channel = zoomed.slack.channel(name, [zoomed.ada])
        zoomed.ada.types(channel, "/sentiment", "subscribe zoom review:on")
    zoomed.slack.faults.delay("chat.postMessage", 0.6, times=2)

    first = zoomed.zoom.tells(recording_completed())
    assert (first.status_code, len(zoomed.said(zoomed.talk))) == (503, 2)
    assert first.elapsed.total_seconds() < 2

    assert zoomed.zoom.tells(recording_completed()).status_code == 200
    assert len(zoomed.said(zoomed.talk)) == 3


def test_someone_who_cannot_be_asked_keeps_nothing_waiting(zoomed: Zoomed, redis: Redis) -> None:
    zoomed.types("subscribe zoom review:on")
    zoomed.slack.faults.refuse("chat.postMessage", "account_inactive")

    assert zoomed.zoom.tells(recording_completed()).status_code == 200
    assert list(redis.scan_iter("undertone:review*")) == []


def test_too_late_it_says_so_instead_of_failing_in_the_channel(zoomed: Zoomed) -> None:
    asked_first(zoomed)
    (question,) = zoomed.said(zoomed.talk)
    review_id = question.blocks[1]["elements"][0]["value"]
    review = zoomed.intake.reviews.find(zoomed.slack.team, review_id)
    assert review is not None
    assert review.opens_until - datetime.now(UTC) > timedelta(hours=23)
    zoomed.intake.reviews._redis.delete(f"undertone:review_put:{zoomed.slack.team}:{review.id}")
    zoomed.intake.reviews.hold(replace(review, opens_until=datetime.now(UTC)))

    assert press(zoomed, actions.REVIEW_POST) == [wording.TOO_LATE]
    assert zoomed.asked() == []


def test_a_removed_app_leaves_nothing(zoomed: Zoomed, redis: Redis) -> None:
    asked_first(zoomed)

    zoomed.intake.forget_team(zoomed.slack.team)

    assert list(redis.scan_iter("undertone:review*")) == []
    assert zoomed.intake.subscriptions.all() == []


@pytest.mark.parametrize("title", NASTY)
def test_whatever_a_meeting_is_called_slack_takes_the_question(title: str) -> None:
    ask = Ask(
        thread=Thread("T1", "C1"),
        asked_by="U1",
        recording=Recording(link="https://zoom.us/x", name=f"{title}.m4a", title=title),
        gesture="zoom:1:2",
    )
    review = Review(ask=ask, opens_until=datetime.now(UTC))
    for post in (wording.ask_review(review), wording.write_skipped(review)):
        assert complaints(post) == []
        assert pings(list(post.blocks)) == []
