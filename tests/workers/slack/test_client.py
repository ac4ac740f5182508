"""Slack's answers as our three families, over real HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.standins.slack import Channel, Message, SlackStandIn
from workers.domain.errors import Refused, Unavailable, Why
from workers.domain.post import Post, make_image, make_section
from workers.domain.slack_error import SlackRefusal
from workers.domain.thread import Thread
from workers.slack.client import Mark, Slack
from workers.slack.verdicts import ImageNotReady

LONG_AGO = datetime.now(UTC) - timedelta(hours=1)
HELLO = Post("hello", [make_section("hello")])
MARK = Mark("status", "an-analysis")


@pytest.fixture
def slack(workspace: SlackStandIn) -> Slack:
    return Slack(workspace.bot_token, workspace.api_url)


def place(channel: Channel, parent: Message | None = None) -> Thread:
    return Thread("T1", channel.id, parent.ts if parent else None)


def test_a_post_is_found_again_by_its_mark(slack: Slack, channel: Channel) -> None:
    ts = slack.post(place(channel), HELLO, MARK)
    slack.post(place(channel), HELLO, Mark("status", "another"))
    assert slack.find(place(channel), MARK, LONG_AGO) == ts
    assert slack.find(place(channel), Mark("answer", "an-analysis"), LONG_AGO) is None


def test_an_edit_keeps_the_mark(slack: Slack, channel: Channel) -> None:
    ts = slack.post(place(channel), HELLO, MARK)
    slack.edit(channel.id, ts, Post("bye", [make_section("bye")]))
    assert slack.find(place(channel), MARK, LONG_AGO) == ts


@pytest.mark.parametrize("error", ["not_in_channel", "channel_not_found", "is_archived"])
def test_a_closed_channel_is_for_the_person_to_open(
    slack: Slack, workspace: SlackStandIn, channel: Channel, error: str
) -> None:
    workspace.faults.refuse("chat.postMessage", error)
    with pytest.raises(Refused) as refused:
        slack.post(place(channel), HELLO, MARK)
    assert refused.value.why is Why.THREAD_CLOSED


def test_too_many_calls_are_to_be_made_later(
    slack: Slack, workspace: SlackStandIn, channel: Channel
) -> None:
    workspace.faults.rate_limit("chat.postMessage", times=1, retry_after_s=7)
    with pytest.raises(Unavailable) as busy:
        slack.post(place(channel), HELLO, MARK)
    assert busy.value.retry_after == timedelta(seconds=7)


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_server_error_leaves_the_outcome_open(
    slack: Slack, workspace: SlackStandIn, channel: Channel, status: int
) -> None:
    workspace.faults.fail("chat.postMessage", status=status, times=1)
    with pytest.raises(Unavailable):
        slack.post(place(channel), HELLO, MARK)


def test_a_lost_reply_leaves_the_outcome_open(
    slack: Slack, workspace: SlackStandIn, channel: Channel
) -> None:
    workspace.faults.drop_reply("chat.postMessage", times=1)
    with pytest.raises(Unavailable):
        slack.post(place(channel), HELLO, MARK)
    assert slack.find(place(channel), MARK, LONG_AGO) is not None


def test_a_picture_that_is_not_processed_yet_is_told_from_a_broken_message(
    slack: Slack, workspace: SlackStandIn, channel: Channel
) -> None:
    workspace.processing_delay_s = 3600
    file_id = slack.upload("chart.png", b"\x89PNG\r\n\x1a\n")
    slack.complete({file_id: "chart"})
    assert not slack.processed(file_id)
    with pytest.raises(ImageNotReady):
        slack.post(place(channel), Post("chart", [make_image(file_id, "a chart")]), MARK)
    with pytest.raises(SlackRefusal):
        slack.post(place(channel), Post("chart", [{"type": "nonsense"}]), MARK)


def test_an_upload_is_processed_only_once_it_is_completed(
    slack: Slack, workspace: SlackStandIn
) -> None:
    file_id = slack.upload("chart.png", b"\x89PNG\r\n\x1a\n")
    assert not slack.processed(file_id)
    slack.complete({file_id: "chart"})
    workspace.wait_for(lambda: slack.processed(file_id), what="the processing")
    slack.delete_file(file_id)
    slack.delete_file(file_id)
    assert not slack.processed(file_id)


def test_a_missing_scope_is_ours_to_mend_but_for_reading_files(
    slack: Slack, workspace: SlackStandIn, channel: Channel
) -> None:
    workspace.scopes.clear()
    with pytest.raises(SlackRefusal):
        slack.post(place(channel), HELLO, MARK)
    with pytest.raises(Refused) as refused:
        slack.file("F0123456789")
    assert refused.value.why is Why.FILE_NOT_READABLE


def test_what_is_there_or_gone_already_is_fine(slack: Slack, channel: Channel) -> None:
    ts = slack.post(place(channel), HELLO, MARK)
    for _ in range(2):
        slack.react(channel.id, ts, "eyes")
    for _ in range(2):
        slack.unreact(channel.id, ts, "eyes")
    for _ in range(2):
        slack.delete_message(channel.id, ts)
    slack.close(channel.id, ts, HELLO)


def test_one_person_is_told_by_whatever_way_is_open(slack: Slack, workspace: SlackStandIn) -> None:
    ana = workspace.person("Ana")
    channel = workspace.channel("planning", members=[ana])
    workspace.talk(ana)
    slack.tell_alone(channel.id, ana.id, "psst", None)
    assert workspace.calls("chat.postEphemeral")[-1].args["user"] == ana.id
    workspace.faults.refuse("chat.postEphemeral", "not_in_channel")
    slack.tell_alone(channel.id, ana.id, "psst", None)
    assert workspace.calls("chat.postMessage")[-1].args["channel"] == ana.id
