"""What no key opens any more: a clear sentence to whoever waits for it, and nobody is held up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.standins.slack import SlackStandIn
from tests.standins.slack.nouns import Message
from tests.workers.pipeline.scripted import (
    ScriptedTools,
    accept,
    answer_of,
    charts,
    front_door,
    replies,
    work,
)
from workers import jobs
from workers.domain import actions
from workers.domain.analysis import Analysis, Stage
from workers.domain.errors import Why
from workers.store import sealing
from workers.store.lease import Queue
from workers.wording.refusals import write_refusal

OLD, NEW = sealing.make_key(), sealing.make_key()
SENTENCE = write_refusal(Why.KEY_GONE, {})


@pytest.fixture
def begun(tools: ScriptedTools, asked: Message) -> Analysis:
    """It has its status message, and waits for its engine."""
    sealing.use_keys([OLD])
    tools.scripted_engine.looks = 1000
    tools.scripted_engine.pauses = (timedelta(minutes=1),)
    analysis = accept(tools, asked)
    jobs.run_stages(analysis.id, tools)
    now = tools.ledger.read(analysis.id)
    assert now is not None
    assert now.stage is Stage.POLL
    return now


def wake(tools: ScriptedTools, analysis_id: str) -> None:
    tools.redis.zadd("undertone:due:pipeline", {analysis_id: 1})
    jobs.run_stages(analysis_id, tools)


def test_whoever_waits_is_told_in_the_thread_once(
    tools: ScriptedTools,
    slack: SlackStandIn,
    asked: Message,
    begun: Analysis,
    caplog: pytest.LogCaptureFixture,
) -> None:
    sealing.use_keys([NEW])
    wake(tools, begun.id)
    jobs.run_stages(begun.id, tools)
    (status,) = replies(slack, asked)
    assert SENTENCE in status.text
    assert actions.CANCEL not in str(status.blocks)
    assert tools.ledger.waiting(Queue.PIPELINE) == 0
    assert f"{begun.id}: its record cannot be read" in caplog.text
    assert "Traceback" not in caplog.text
    assert "sealed:" not in caplog.text


def test_before_there_is_a_status_message_the_asker_is_told_alone(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    sealing.use_keys([OLD])
    analysis = accept(tools, asked)
    sealing.use_keys([NEW])
    jobs.run_stages(analysis.id, tools)
    assert replies(slack, asked) == []
    (told,) = slack.calls("chat.postEphemeral")
    assert (told.args["user"], told.args["text"]) == (asked.user, SENTENCE)


def test_slack_out_of_reach_is_waited_for(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, begun: Analysis
) -> None:
    sealing.use_keys([NEW])
    slack.faults.fail("chat.update", status=503, times=1)
    wake(tools, begun.id)
    assert tools.ledger.waiting(Queue.PIPELINE) == 1, "it comes again when the lease is over"
    tools.redis.hset(f"undertone:analysis:{begun.id}", "lease", 1)
    wake(tools, begun.id)
    assert SENTENCE in replies(slack, asked)[0].text
    assert tools.ledger.waiting(Queue.PIPELINE) == 0


def test_others_of_the_team_go_on(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    sealing.use_keys([OLD])
    lost = accept(tools, asked)
    sealing.use_keys([NEW])
    fine = accept(tools, asked)
    jobs.run_stages(lost.id, tools)
    work(tools, fine)
    assert len(charts(slack, asked)) == 1
    door = front_door(tools)
    assert [each.id for each in door.asked_by("T1", asked.user)] == [fine.id]
    assert door.find(lost.id) is None


def test_words_whose_key_is_gone_are_explained_where_they_are_wanted(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    """The record was written again under the new key, the words were not."""
    sealing.use_keys([OLD])
    analysis = accept(tools, asked)
    work(tools, analysis)
    answer_of(slack, asked)
    sealing.use_keys([NEW, OLD])
    door = front_door(tools)
    assert door.changes.rename(analysis.id, {"Ana": "Clementine"})
    sealing.use_keys([NEW])
    jobs.run_stages(analysis.id, tools)
    assert door.introductions(analysis.id) == ()
    assert door.heard(analysis.id) is None
    assert any(SENTENCE in each.text for each in replies(slack, asked))


def test_a_removed_app_leaves_none_of_it(tools: ScriptedTools, begun: Analysis) -> None:
    tools.saved(begun.id)["part"] = b"words"
    sealing.use_keys([NEW])
    front_door(tools).forget_team("T1")
    assert [name for name in tools.redis.scan_iter() if begun.id.encode() in name] == []
    assert tools.ledger.waiting(Queue.PIPELINE) == 0
