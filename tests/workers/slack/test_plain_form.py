"""A server that knows none of our newer blocks: the same is said in older ones, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from redis import Redis

from tests.standins.slack import Channel, SlackStandIn
from workers.domain.errors import Unavailable
from workers.domain.post import Post, make_image, make_quote, make_section, make_table
from workers.domain.slack_error import SlackRefusal
from workers.domain.thread import Thread
from workers.slack.client import Mark, Slack
from workers.store.refused_blocks import KEPT_FOR, RefusedBlocks

MARK = Mark("answer", "an-analysis")
LONG_AGO = datetime.now(UTC) - timedelta(hours=1)
TOLD = Post(
    "who spoke",
    [make_quote("“We ship on Friday”"), make_table([["Speaker"], ["Ana"]])],
    [make_section("Ana: “We ship on Friday”")],
)


@pytest.fixture
def refusals(workspace: SlackStandIn, redis: Redis) -> RefusedBlocks:
    return RefusedBlocks(redis, workspace.api_url, workspace.bot_token)


@pytest.fixture
def slack(workspace: SlackStandIn, refusals: RefusedBlocks) -> Slack:
    return Slack(workspace.bot_token, workspace.api_url, refusals=refusals)


def place(channel: Channel) -> Thread:
    return Thread("T1", channel.id, None)


def kinds(channel: Channel) -> list[list[str]]:
    return [[block["type"] for block in each.blocks] for each in channel.messages.values()]


def test_slack_itself_gets_the_newer_blocks(
    slack: Slack, channel: Channel, refusals: RefusedBlocks
) -> None:
    slack.post(place(channel), TOLD, MARK)
    assert kinds(channel) == [["rich_text", "table"]]
    assert not refusals.is_known()


@pytest.mark.parametrize("unknown", ["table", "rich_text"])
def test_one_unknown_block_is_enough_and_it_is_said_once(
    slack: Slack, workspace: SlackStandIn, channel: Channel, unknown: str
) -> None:
    workspace.unknown_blocks = {unknown}
    ts = slack.post(place(channel), TOLD, MARK)
    assert kinds(channel) == [["section"]]
    assert slack.find(place(channel), MARK, LONG_AGO) == ts


def test_a_server_that_refused_once_is_not_asked_again_for_a_day(
    slack: Slack, workspace: SlackStandIn, channel: Channel, redis: Redis
) -> None:
    workspace.unknown_blocks = {"table"}
    ts = slack.post(place(channel), TOLD, MARK)
    slack.edit(channel.id, ts, TOLD)
    slack.post(place(channel), TOLD, Mark("answer", "another"))
    tries = [*workspace.calls("chat.postMessage"), *workspace.calls("chat.update")]
    assert len(tries) == 4, "one was refused"
    (key,) = redis.scan_iter("undertone:plain_form:*")
    assert 0 < redis.ttl(key) <= KEPT_FOR.total_seconds()
    assert workspace.bot_token.encode() not in key

    redis.delete(key)
    workspace.unknown_blocks = set()
    slack.edit(channel.id, ts, TOLD)
    assert kinds(channel)[0] == ["rich_text", "table"], "the server was updated meanwhile"


def test_what_one_workspace_refuses_another_one_may_know(
    slack: Slack, workspace: SlackStandIn, channel: Channel, redis: Redis
) -> None:
    workspace.unknown_blocks = {"table"}
    slack.post(place(channel), TOLD, MARK)
    assert not RefusedBlocks(redis, workspace.api_url, "xoxb-another").is_known()
    assert not RefusedBlocks(redis, "https://other.example/api/", workspace.bot_token).is_known()


@pytest.mark.parametrize("word", ["invalid_arguments", "invalid_attachments"])
def test_a_server_may_have_another_word_for_it(
    slack: Slack,
    workspace: SlackStandIn,
    channel: Channel,
    refusals: RefusedBlocks,
    word: str,
) -> None:
    workspace.faults.refuse("chat.postMessage", word)
    slack.post(place(channel), TOLD, MARK)
    assert kinds(channel) == [["section"]]
    assert refusals.is_known()


def test_an_edit_of_a_message_with_newer_blocks_is_refused_alike(
    slack: Slack, workspace: SlackStandIn, channel: Channel
) -> None:
    ts = slack.post(place(channel), TOLD, MARK)
    workspace.unknown_blocks = {"table"}
    slack.edit(channel.id, ts, TOLD)
    assert kinds(channel) == [["section"]]


def test_where_the_plain_form_is_refused_too_the_words_are_said_alone(
    slack: Slack, workspace: SlackStandIn, channel: Channel
) -> None:
    workspace.unknown_blocks = {"table", "section"}
    slack.post(place(channel), TOLD, MARK)
    (said,) = channel.messages.values()
    assert (said.text, said.blocks) == ("who spoke", ())


def test_a_picture_is_not_left_out_for_want_of_blocks(
    slack: Slack, workspace: SlackStandIn, channel: Channel, refusals: RefusedBlocks
) -> None:
    workspace.unknown_blocks = {"table", "image"}
    pictured = replace(TOLD, plain=[make_image("F0123456789", "a chart")])
    with pytest.raises(SlackRefusal, match="invalid_blocks"):
        slack.post(place(channel), pictured, MARK)
    assert channel.messages == {}
    assert not refusals.is_known()


def test_what_is_refused_for_another_reason_is_not_said_in_another_form(
    slack: Slack, workspace: SlackStandIn, channel: Channel, refusals: RefusedBlocks
) -> None:
    workspace.faults.refuse("chat.postMessage", "msg_too_long")
    with pytest.raises(SlackRefusal, match="msg_too_long"):
        slack.post(place(channel), TOLD, MARK)
    assert len(workspace.calls("chat.postMessage")) == 1
    assert not refusals.is_known()


def test_an_answer_that_is_lost_after_a_refusal_is_looked_for_and_not_said_twice(
    slack: Slack, workspace: SlackStandIn, channel: Channel
) -> None:
    workspace.unknown_blocks = {"table"}
    workspace.faults.delay("chat.postMessage", 0.0)  # refused by its blocks
    workspace.faults.drop_reply("chat.postMessage")
    with pytest.raises(Unavailable):
        slack.post(place(channel), TOLD, MARK)
    assert slack.find(place(channel), MARK, LONG_AGO) is not None
    assert kinds(channel) == [["section"]]


def test_without_a_memory_it_is_tried_each_time(workspace: SlackStandIn, channel: Channel) -> None:
    forgetful = Slack(workspace.bot_token, workspace.api_url)
    workspace.unknown_blocks = {"table"}
    for event in ("one", "two"):
        forgetful.post(place(channel), TOLD, Mark(event, "an-analysis"))
    assert kinds(channel) == [["section"], ["section"]]
    assert len(workspace.calls("chat.postMessage")) == 4
