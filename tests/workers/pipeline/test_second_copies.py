"""A worker frozen between its look and its post: whatever it does when it wakes up, one post stays.

To be frozen is to have everything else happen in the middle of a call. So it is scripted: at the
chosen moment the lease runs out, and another worker takes the analysis to its end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from redis import Redis

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
from workers.domain.errors import Stopped
from workers.domain.post import Post
from workers.queues.heartbeat import Heartbeat
from workers.slack.bulletin import Bulletin
from workers.slack.client import Mark
from workers.slack.second_copies import withdraw_copies
from workers.store.lease import Claim

CALLS_BEFORE_THE_POST = {
    Stage.ANNOUNCE: 1,
    Stage.ANSWER: 0,
    Stage.POST_CLOSER: 0,
    Stage.ATTACH: 0,
    Stage.ATTACH_CLOSER: 0,
    Stage.SHARE: 0,
}
EVENTS = {Stage.ANNOUNCE: "status", Stage.ANSWER: "answer"}


class Freezing(Heartbeat):
    """Lets the world go on between its look at the lease and the call that follows."""

    meanwhile: Callable[[], None] | None = None
    before_the_look = False
    calls_first = 0
    """How many calls it makes before the one it freezes in."""

    def check(self) -> None:
        if self.calls_first:
            self.calls_first -= 1
            return
        if self.before_the_look:
            self._freeze()
            self._sure_until -= 11
            super().check()
            return
        super().check()
        self._freeze()

    def _freeze(self) -> None:
        if self.meanwhile is not None:
            act, self.meanwhile = self.meanwhile, None
            act()


class FrozenTools(ScriptedTools):
    """Of the worker that freezes in the given stage."""

    stage = Stage.ANSWER
    before_the_look = False
    meanwhile: Callable[[], None]

    def heartbeat(self, claim: Claim, bulletin: Bulletin) -> Heartbeat:
        beat = Freezing(self.ledger, claim, self.saved(claim.analysis.id), bulletin.progress)
        if claim.analysis.stage is self.stage:
            beat.meanwhile = self.meanwhile
            beat.before_the_look = self.before_the_look
            beat.calls_first = CALLS_BEFORE_THE_POST[self.stage]
        return beat


@pytest.fixture
def frozen(tools: ScriptedTools) -> FrozenTools:
    return FrozenTools(tools.settings, tools.redis)


def lose_lease(redis: Redis, analysis: Analysis) -> None:
    redis.hset(f"undertone:analysis:{analysis.id}", "lease", 1)


def another_ends_it(tools: ScriptedTools, analysis: Analysis) -> Callable[[], None]:
    def meanwhile() -> None:
        lose_lease(tools.redis, analysis)
        work(tools, analysis)

    return meanwhile


@pytest.mark.parametrize("stage", EVENTS)
def test_a_copy_posted_past_the_lease_is_taken_back(
    tools: ScriptedTools,
    frozen: FrozenTools,
    slack: SlackStandIn,
    asked: Message,
    stage: Stage,
) -> None:
    analysis = accept(tools, asked)
    frozen.stage, frozen.meanwhile = stage, another_ends_it(tools, analysis)
    for _ in range(4):
        jobs.run_stages(analysis.id, frozen)
    posts = [
        call
        for call in slack.calls("chat.postMessage")
        if call.ok and call.args["metadata"]["event_type"] == f"undertone_{EVENTS[stage]}"
    ]
    assert len(posts) == 2, "the frozen worker did post"
    assert len(replies(slack, asked)) == 2
    assert len(charts(slack, asked)) == 1
    recorded = tools.ledger.read(analysis.id)
    assert recorded is not None
    assert {recorded.status_ts, recorded.answer_ts} == {each.ts for each in replies(slack, asked)}


@pytest.mark.parametrize("stage", [Stage.ANSWER, Stage.POST_CLOSER])
def test_what_is_posted_while_somebody_deletes_it_is_taken_back(
    tools: ScriptedTools, frozen: FrozenTools, slack: SlackStandIn, asked: Message, stage: Stage
) -> None:
    slack.processing_delay_s = 0
    analysis = accept(tools, asked)
    changes = front_door(tools).changes
    if stage is Stage.POST_CLOSER:
        work(tools, analysis)
        assert changes.look_closer(analysis.id, 0.0, 12.0, asked.user)

    def delete() -> None:
        assert changes.delete(analysis.id, by=asked.user)

    frozen.stage, frozen.meanwhile = stage, delete
    for _ in range(4):
        jobs.run_stages(analysis.id, frozen)
    assert len(slack.calls("chat.postMessage")) == (3 if stage is Stage.POST_CLOSER else 2)
    jobs.run_stages(analysis.id, tools)
    (receipt,) = replies(slack, asked)
    assert receipt.text.startswith("Deleted")
    assert tools.ledger.read(analysis.id) is None


@pytest.mark.parametrize("stage", [Stage.ATTACH, Stage.ATTACH_CLOSER, Stage.SHARE])
def test_a_file_that_slack_takes_in_after_the_receipt_of_a_delete_is_taken_back(
    tools: ScriptedTools, frozen: FrozenTools, slack: SlackStandIn, asked: Message, stage: Stage
) -> None:
    """When the other worker deleted it, Slack did not know it yet."""
    slack.processing_delay_s = 0
    analysis = accept(tools, asked)
    changes = front_door(tools).changes
    if stage is not Stage.ATTACH:
        work(tools, analysis)
    if stage is Stage.ATTACH_CLOSER:
        assert changes.look_closer(analysis.id, 0.0, 12.0, asked.user)
    if stage is Stage.SHARE:
        assert changes.export(analysis.id, ("page", "vtt"))

    def delete() -> None:
        assert changes.delete(analysis.id, by=asked.user)
        jobs.run_stages(analysis.id, tools)
        assert tools.ledger.read(analysis.id) is None

    frozen.stage, frozen.meanwhile = stage, delete
    before = len(slack.calls("files.completeUploadExternal"))
    for _ in range(4):
        jobs.run_stages(analysis.id, frozen)
    assert len(slack.calls("files.completeUploadExternal")) > before, "it was too late to stop it"
    assert [file.name for file in slack.files.values() if file.taken_in and not file.deleted] == []


def test_what_is_only_forgotten_stays_in_slack(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    """Two workers have forgotten it, one of them frozen meanwhile."""
    analysis = accept(tools, asked)
    work(tools, analysis)
    charted = tools.ledger.read(analysis.id)
    assert charted is not None
    withdraw_copies(tools.slack, charted, None)
    assert len(charts(slack, asked)) == 1


def test_a_worker_that_wakes_before_its_look_posts_nothing(
    tools: ScriptedTools,
    frozen: FrozenTools,
    slack: SlackStandIn,
    asked: Message,
) -> None:
    analysis = accept(tools, asked)
    frozen.before_the_look, frozen.meanwhile = True, another_ends_it(tools, analysis)
    for _ in range(4):
        jobs.run_stages(analysis.id, frozen)
    assert sum(call.ok for call in slack.calls("chat.postMessage")) == 2
    assert slack.calls("chat.delete") == []


@pytest.mark.parametrize("event", EVENTS.values())
def test_the_copy_of_a_worker_that_died_with_it_is_removed_at_the_end(
    tools: ScriptedTools,
    slack: SlackStandIn,
    asked: Message,
    event: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("workers.slack.second_copies.STRAGGLERS", timedelta(seconds=1))
    analysis = accept(tools, asked)
    assert tools.ledger.claim(analysis.id) is not None
    lose_lease(tools.redis, analysis)
    while not charts(slack, asked):
        jobs.run_stages(analysis.id, tools)
    copy = Post("a copy", [{"type": "section", "text": {"type": "mrkdwn", "text": "a copy"}}])
    tools.slack.post(analysis.thread, copy, Mark(event, analysis.id))
    assert len(replies(slack, asked)) == 3
    work(tools, analysis)
    assert len(charts(slack, asked)) == 1
    assert "a copy" not in [each.text for each in replies(slack, asked)]


def test_what_a_frozen_worker_saves_is_not_kept(
    tools: ScriptedTools,
    asked: Message,
) -> None:
    analysis = accept(tools, asked)
    claim = tools.ledger.claim(analysis.id)
    assert claim is not None
    asleep = replace(claim, sure_until=0.0)
    beat = tools.heartbeat(asleep, tools.bulletin(analysis))
    lose_lease(tools.redis, analysis)
    assert tools.ledger.claim(analysis.id) is not None
    with pytest.raises(Stopped):
        beat.saved["part"] = b"late"
    assert dict(tools.saved(analysis.id)) == {}
