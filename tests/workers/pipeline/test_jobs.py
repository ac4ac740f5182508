"""The pipeline with a real Redis and a strict Slack: one chart or one explanation, once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.standins.slack import SlackStandIn
from tests.standins.slack.nouns import Message
from tests.workers.analyses import an_analysis, an_ask
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
from workers.domain.analysis import Stage
from workers.domain.errors import Refused, Unavailable, Why
from workers.domain.thread import Thread
from workers.queues.wakeups import count_waiting
from workers.store.lease import Queue


def test_a_recording_becomes_a_chart_in_its_thread(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    ended = work(tools, accept(tools, asked))
    status, answer = replies(slack, asked)
    assert "Charted" in status.text
    assert [block["type"] for block in answer.blocks][:2] == ["section", "image"]
    assert f"<@{asked.user}>" in answer.text
    assert "Ana" in answer.text
    assert "Ben" in answer.text
    assert ended.refusal is None
    parent = slack.thread(asked)[0]
    assert ("eyes", slack.bot_user) in parent.reactions


def test_nothing_is_left_behind(tools: ScriptedTools, asked: Message) -> None:
    analysis = accept(tools, asked)
    work(tools, analysis)
    assert [tools.ledger.waiting(queue) for queue in Queue] == [0, 0]
    assert [folder.exists() for folder in tools.scripted_source.folders] == [False]
    assert list(tools.workroom.iterdir()) == []
    assert count_waiting(tools.redis, Queue.PIPELINE) == 0


def test_nobody_waits_inside_a_job(tools: ScriptedTools, asked: Message) -> None:
    tools.scripted_engine.looks = 3
    analysis = accept(tools, asked)
    jobs.run_stages(analysis.id, tools)
    now = tools.ledger.read(analysis.id)
    assert now is not None
    assert now.stage is Stage.POLL
    jobs.run_stages(analysis.id, tools)
    now = tools.ledger.read(analysis.id)
    assert now is not None
    assert (now.stage, now.polls) == (Stage.POLL, 1)


@pytest.mark.parametrize("why", [Why.NO_SPEECH, Why.TOO_LONG])
def test_a_refusal_is_explained_once_with_the_next_step(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, why: Why
) -> None:
    tools.scripted_engine.trouble = Refused(why, limit_minutes=240)
    ended = work(tools, accept(tools, asked))
    (status,) = replies(slack, asked)
    assert ended.refusal is not None
    assert ended.refusal.why is why
    assert status.text.startswith("*standup.mp3*: ")
    assert list(tools.workroom.iterdir()) == []


def test_what_is_too_long_is_not_even_fetched(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    tools.scripted_source.known = {"length_s": 4 * 3600 + 1.0}
    ended = work(tools, accept(tools, asked))
    (status,) = replies(slack, asked)
    assert ended.refusal is not None
    assert ended.refusal.why is Why.TOO_LONG
    assert "longer than 240 min" in status.text
    assert tools.scripted_source.folders == []


def test_a_locked_recording_is_charted_once_someone_enters_its_passcode(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "workers")
    tools.scripted_source.locked_with = "right-1234"
    analysis = accept(tools, asked)
    work(tools, analysis)
    (status,) = replies(slack, asked)
    assert actions.PASSCODE in str(status.blocks)
    door = front_door(tools)
    assert door.changes.unlock(analysis.id, "wrong-1234")
    assert not door.changes.unlock(analysis.id, "right-1234"), "one is being tried already"
    work(tools, analysis)
    (status,) = replies(slack, asked)
    assert "cannot open that recording with the passcode" in status.text
    assert actions.PASSCODE in str(status.blocks)
    assert door.changes.unlock(analysis.id, "right-1234")
    ended = work(tools, analysis)
    assert "-1234" not in str(tools.redis.hgetall(f"undertone:analysis:{analysis.id}"))
    assert (len(charts(slack, asked)), len(replies(slack, asked))) == (1, 2)
    assert ended.refusal is None
    assert not door.changes.unlock(analysis.id, "right-1234")
    assert list(tools.redis.scan_iter("*passcode*")) == []
    assert "-1234" not in caplog.text
    assert all("-1234" not in str(call) for call in slack.transcript)


def test_title_and_date_are_said_with_the_answer(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    made_at = datetime(2026, 5, 12, 10, tzinfo=UTC)
    tools.scripted_source.known = {"title": "Weekly call", "made_at": made_at, "length_s": 60}
    work(tools, accept(tools, asked))
    updates = [call.args["text"] for call in slack.calls("chat.update")]
    assert any("Listening to *Weekly call* (12 May 2026, 60 s)" in text for text in updates)
    assert "Weekly call, 12 May 2026 ·" in str(answer_of(slack, asked).blocks)


def test_a_fault_of_ours_is_said_with_its_number(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    tools.scripted_engine.trouble = ZeroDivisionError("planted")
    analysis = accept(tools, asked)
    work(tools, analysis)
    (status,) = replies(slack, asked)
    assert analysis.id in status.text
    assert "planted" not in status.text


def test_trouble_that_passes_is_waited_out(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    tools.scripted_engine.trouble = Unavailable("scripted", timedelta(milliseconds=1))
    analysis = accept(tools, asked)
    for _ in range(3):
        jobs.run_stages(analysis.id, tools)
    tools.scripted_engine.trouble = None
    work(tools, analysis)
    assert len(charts(slack, asked)) == 1
    assert len(replies(slack, asked)) == 2


def test_past_its_deadline_the_person_is_told(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    long_ago = datetime.now(UTC) - timedelta(hours=1)
    work(tools, accept(tools, asked, deadline=long_ago))
    (status,) = replies(slack, asked)
    assert "could not finish in time" in status.text


def test_a_host_that_stays_away_is_given_up_soon(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workers.sources.patience.PATIENCE", timedelta())
    tools.scripted_source.trouble = Unavailable("media.example", timedelta(milliseconds=1))
    work(tools, accept(tools, asked))
    (status,) = replies(slack, asked)
    assert "does not answer" in status.text


def test_one_failure_after_a_long_wait_is_not_held_against_the_host(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    minutes_ago = datetime.now(UTC) - timedelta(minutes=10)
    analysis = accept(tools, asked, accepted_at=minutes_ago)
    tools.scripted_source.trouble = Unavailable("media.example", timedelta(milliseconds=1))
    for _ in range(3):
        jobs.run_stages(analysis.id, tools)
    tools.scripted_source.trouble = None
    work(tools, analysis)
    assert len(charts(slack, asked)) == 1


@pytest.mark.parametrize(
    "method", ["chat.postMessage", "chat.update", "files.completeUploadExternal", "reactions.add"]
)
def test_a_lost_reply_posts_nothing_twice(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, method: str
) -> None:
    slack.faults.drop_reply(method, times=1)
    work(tools, accept(tools, asked))
    assert len(replies(slack, asked)) == 2
    assert len(charts(slack, asked)) == 1


def test_every_second_post_failing_still_gives_one_chart(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    for method in ("chat.postMessage", "chat.update", "files.info"):
        slack.faults.fail(method, status=503, times=1)
        slack.faults.rate_limit(method, times=1, retry_after_s=0)
    work(tools, accept(tools, asked))
    assert len(replies(slack, asked)) == 2
    assert len(charts(slack, asked)) == 1


def test_a_picture_that_slack_never_processes_is_shared_plainly(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workers.stages.IMAGE_PATIENCE", timedelta(0))
    slack.processing_delay_s = 3600
    work(tools, accept(tools, asked))
    shared = slack.calls("files.completeUploadExternal")[-1].args
    assert (shared["channel_id"], shared["thread_ts"]) == (asked.channel, asked.ts)
    assert charts(slack, asked) == []
    assert any("of the talk" in each.text for each in replies(slack, asked))


def test_a_plain_share_whose_reply_was_lost_is_not_shared_twice(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workers.stages.IMAGE_PATIENCE", timedelta(0))
    slack.processing_delay_s = 3600
    slack.share_delay_s = 0
    slack.faults.delay("files.completeUploadExternal", 0.0)  # the first one goes well
    slack.faults.drop_reply("files.completeUploadExternal")
    analysis = accept(tools, asked)
    while not any(call.fault == "dropped" for call in slack.transcript):
        jobs.run_stages(analysis.id, tools)
    slack.wait_for(lambda: any(each.files for each in replies(slack, asked)), what="the share")
    work(tools, analysis)
    assert sum(bool(each.files) for each in replies(slack, asked)) == 1


def test_where_the_channel_is_closed_the_person_is_told_alone(
    tools: ScriptedTools, slack: SlackStandIn
) -> None:
    ben = slack.person("Ben")
    closed = slack.channel("closed", members=[ben], bot=False)
    ask = an_ask(thread=Thread("T1", closed.id), message_ts=None, asked_by=ben.id)
    analysis = an_analysis(ask)
    tools.ledger.accept(analysis, "gesture")
    work(tools, analysis)
    told = slack.calls("chat.postMessage")[-1]
    assert told.args["channel"] == ben.id
    assert "/invite" in told.args["text"]


def test_what_is_past_its_retention_is_forgotten_here_and_at_the_engine(
    tools: ScriptedTools, asked: Message
) -> None:
    analysis = accept(tools, asked)
    work(tools, analysis)
    tools.redis.zadd("undertone:kept", {analysis.id: 1})
    assert tools.ledger.sweep() == [analysis.id]
    jobs.run_stages(analysis.id, tools)
    assert tools.ledger.read(analysis.id) is None
    assert tools.scripted_engine.told[-1] == "forget"


def test_a_worker_that_keeps_dying_is_not_tried_for_ever(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    analysis = accept(tools, asked)
    jobs.run_stages(analysis.id, tools)
    for _ in range(jobs.MOST_CRASHES):
        assert tools.ledger.claim(analysis.id) is not None
        tools.redis.hset(f"undertone:analysis:{analysis.id}", "lease", 1)
    work(tools, analysis)
    (status,) = replies(slack, asked)
    assert analysis.id in status.text
