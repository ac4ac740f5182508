"""What a subscribed channel reads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workers.analyses import an_analysis, an_ask
from tests.workers.wording.block_kit import complaints, pings
from tests.workers.wording.texts import NASTY
from workers.domain.recording import Recording
from workers.domain.subscription import Subscription
from workers.domain.thread import Thread
from workers.wording import status
from workers.wording import subscriptions as wording

ASK = an_ask(thread=Thread("T1", "C1"), message_ts=None, gesture="zoom:1:2")
SUBSCRIPTION = Subscription(team="T1", channel="C1", subscriber="U1")


def test_the_first_line_says_where_a_recording_came_from() -> None:
    recording = Recording(
        link="https://zoom.us/secret", name="Weekly.m4a", title="Weekly", token="t"
    )
    post = status.write_opening(an_analysis(replace(ASK, recording=recording)))

    assert post.text.splitlines()[0] == "Zoom recording of “Weekly”"
    assert "zoom.us" not in str(post)
    assert "<@" not in str(post)
    assert "/sentiment subscriptions" in str(post.blocks)


@pytest.mark.parametrize("title", NASTY)
def test_whatever_a_meeting_is_called_nobody_is_pinged(title: str) -> None:
    recording = Recording(link="https://zoom.us/x", name=f"{title}.m4a", title=title)
    post = status.write_opening(an_analysis(replace(ASK, recording=recording)))

    assert complaints(post) == []
    assert pings(list(post.blocks)) == []


@pytest.mark.parametrize("words", NASTY)
def test_what_someone_typed_is_said_back_harmlessly(words: str) -> None:
    odd = replace(SUBSCRIPTION, title=words, host=words, skip=(words,))

    for text in (
        wording.write_subscription_notice(odd),
        wording.write_listed([odd], connected=True),
    ):
        assert "<!" not in text
        assert "<https://evil" not in text
    assert "<!" not in wording.write_not_understood(words)


def test_with_nothing_left_alone_it_says_so() -> None:
    open_to_all = replace(SUBSCRIPTION, skip=(), least_minutes=0)

    assert "No meeting is left out." in wording.write_subscription_notice(open_to_all)
    assert wording.write_listed([], connected=True) == wording.NONE
