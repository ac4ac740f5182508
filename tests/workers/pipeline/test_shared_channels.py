"""Nothing is shown in a channel that others are in, or may be, whenever they have come."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.standins.slack import SlackStandIn
from tests.standins.slack.nouns import Message
from tests.workers.pipeline.scripted import (
    ScriptedTools,
    accept,
    charts,
    front_door,
    replies,
    work,
)
from workers import jobs
from workers.domain.analysis import Analysis, Stage
from workers.domain.errors import Refused, Why
from workers.slack.client import SEEN
from workers.store.keys import Key
from workers.store.lease import Queue
from workers.wording import replies as wording

SHOWING = {"chat.postMessage", "chat.update", "reactions.add", "files.completeUploadExternal"}


def whispers(slack: SlackStandIn, asked: Message) -> list[str]:
    return [each.text for each in slack.ephemerals if each.user == asked.user]


def share(tools: ScriptedTools, slack: SlackStandIn, channel: str) -> None:
    """Another organisation comes in, and the last answer is older than what is remembered."""
    slack.channels[channel].shared = True
    tools.redis.delete(Key.SHARING.make(channel))


def run_until(tools: ScriptedTools, analysis: Analysis, stage: Stage) -> None:
    """Stage by stage, until this one is next."""
    claim = tools.ledger.claim(analysis.id)
    while claim is not None and claim.analysis.stage is not stage:
        claim = jobs._turn(claim, tools) or tools.ledger.claim(analysis.id)
    assert claim is not None
    tools.ledger.wait(claim, claim.analysis, timedelta(), jobs._queue(claim.analysis, tools))


CLOSED: dict[str, Callable[[SlackStandIn, str], None]] = {
    "shared": lambda slack, channel: setattr(slack.channels[channel], "shared", True),
    "groups:read is not granted": lambda slack, _: slack.scopes.discard("channels:read"),
    "an unknown refusal": lambda slack, _: slack.faults.refuse(
        "conversations.info", "a_word_of_tomorrow", times=50
    ),
    "a revoked token": lambda slack, _: setattr(slack, "dead_token", "token_revoked"),
}


@pytest.mark.parametrize("how", CLOSED, ids=CLOSED)
def test_nothing_is_shown_where_it_is_not_clear_that_nobody_else_is_there(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, how: str
) -> None:
    CLOSED[how](slack, asked.channel)
    before = len(slack.transcript)

    work(tools, accept(tools, asked))

    assert replies(slack, asked) == []
    assert asked.reactions == ()
    shown = [
        call
        for call in slack.transcript[before:]
        if call.method in SHOWING and call.args.get("channel") == asked.channel
    ]
    assert shown == []
    assert not tools.scripted_engine.told, "nor is anybody paid for hearing it"


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ("shared", wording.refuse_shared()),
        ("groups:read is not granted", wording.refuse_unsure()),
    ],
)
def test_whoever_asked_is_told_why_once_and_alone(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, how: str, sentence: str
) -> None:
    CLOSED[how](slack, asked.channel)
    work(tools, accept(tools, asked))
    assert whispers(slack, asked) == [sentence]


def test_an_internal_error_is_waited_out(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    slack.faults.refuse("conversations.info", "internal_error")
    analysis = accept(tools, asked)

    jobs.run_stages(analysis.id, tools)
    assert replies(slack, asked) == []

    tools.ledger.hasten(analysis.id)
    work(tools, analysis)
    assert len(charts(slack, asked)) == 1


@pytest.mark.parametrize("before", [Stage.DRAW, Stage.ANSWER], ids=str)
def test_a_channel_that_is_shared_while_it_works_sees_no_chart(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, before: Stage
) -> None:
    analysis = accept(tools, asked)
    run_until(tools, analysis, before)
    assert len(replies(slack, asked)) == 1, "the status message"
    share(tools, slack, asked.channel)

    work(tools, analysis)

    assert replies(slack, asked) == [], "which goes, too"
    assert SEEN not in [name for name, _ in asked.reactions]
    assert whispers(slack, asked) == [wording.refuse_shared()]


def test_a_chart_that_stands_stays_and_nothing_new_comes(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    analysis = work(tools, accept(tools, asked))
    share(tools, slack, asked.channel)
    stood = [message.text for message in replies(slack, asked)]
    files = len(slack.files)

    assert front_door(tools).changes.export(analysis.id, ("csv",))
    work(tools, analysis)
    assert front_door(tools).changes.rename(analysis.id, {"S1": "Eve"})
    work(tools, analysis)

    assert [message.text for message in replies(slack, asked)] == stood
    assert not [f for f in list(slack.files.values())[files:] if asked.channel in f.shares]
    assert set(whispers(slack, asked)) == {wording.refuse_shared()}


def test_deleting_and_its_receipt_work_everywhere(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    analysis = work(tools, accept(tools, asked))
    share(tools, slack, asked.channel)

    front_door(tools).changes.delete(analysis.id, by=asked.user)
    jobs.run_stages(analysis.id, tools)

    assert charts(slack, asked) == []
    (receipt,) = replies(slack, asked)
    assert receipt.text.startswith("Deleted")
    assert tools.ledger.read(analysis.id) is None


def test_slack_is_not_asked_for_every_edit(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    for _ in range(5):
        tools.slack.refuse_closed(asked.channel)
    assert len(slack.calls("conversations.info")) == 1
    assert tools.redis.ttl(Key.SHARING.make(asked.channel)) <= 30


def test_a_no_is_never_remembered_as_a_yes(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    share(tools, slack, asked.channel)
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            tools.slack.refuse_closed(asked.channel)
        assert refused.value.why is Why.CHANNEL_SHARED
    assert len(slack.calls("conversations.info")) == 2


def test_allowed_it_is_a_channel_like_any_other(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    share(tools, slack, asked.channel)
    settings = dataclasses.replace(tools.settings, allow_slack_connect="yes")

    open_tools = ScriptedTools(settings, tools.redis)
    work(open_tools, accept(open_tools, asked))

    assert len(charts(slack, asked)) == 1
    assert slack.calls("conversations.info") == []


def test_finished_work_in_a_channel_shared_since_leaves_no_files_behind(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    analysis = work(tools, accept(tools, asked))
    old = tools.slack.upload("old.csv", b"words")
    tools.slack.complete({old: "Old"})
    claim_at = dataclasses.replace(analysis, stage=Stage.FINISH, stale_files=(old,))
    tools.ledger.change(analysis.id, lambda _: claim_at, Queue.PIPELINE)
    share(tools, slack, asked.channel)

    work(tools, analysis)

    assert slack.files[claim_at.stale_files[0]].deleted
