"""The pipeline with a real Redis and a strict Slack; only the engine and the source are made up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from tests.standins.slack import SlackStandIn
from tests.standins.slack.nouns import Message
from tests.workers.analyses import a_meeting, an_analysis, an_ask
from workers import actions, jobs
from workers.analysis import Analysis, Stage
from workers.engines import Engine, Progress
from workers.errors import AnalysisError, Refused, Unavailable, Why
from workers.extras import Extras, Point
from workers.intake import Intake
from workers.ledger import LeaseLost, Queue
from workers.meeting import Meeting
from workers.recording import Recording
from workers.settings import WorkerSettings
from workers.sources import Source
from workers.submission import Brief, Status, Submission
from workers.thread import Thread
from workers.toolbox import Toolbox
from workers.wakeups import depth


@dataclass
class ScriptedEngine:
    """An engine that is done after so many looks, or raises what it is told."""

    looks: int = 1
    trouble: AnalysisError | Exception | None = None
    name: str = "scripted"
    pauses: tuple[timedelta, ...] = (timedelta(milliseconds=1),)
    told: list[str] = field(default_factory=list)
    found: Extras = field(default_factory=Extras)

    def queue(self, recording: Recording) -> str:
        return "pipeline"

    def wants_copy(self, recording: Recording) -> bool:
        return True

    def submit(self, recording: Recording, brief: Brief, progress: Progress) -> Submission:
        assert recording.path is not None
        assert recording.path.exists()
        self.told.append(f"submit {brief.name}")
        if self.trouble is not None:
            raise self.trouble
        return Submission(engine=self.name, ids={"job": "1"})

    def status(self, submission: Submission) -> Status:
        self.looks -= 1
        return Status(done=self.looks <= 0)

    def meeting(self, submission: Submission) -> Meeting:
        return a_meeting()

    def prepare(self, recording: Recording, brief: Brief) -> None:
        self.told.append("prepare")

    def extras(self, submission: Submission) -> Extras:
        return self.found

    def rename(self, submission: Submission, names: Mapping[str, str]) -> None:
        self.told.append(f"rename {dict(names)}")

    def forget(self, submission: Submission) -> None:
        self.told.append("forget")


@dataclass
class ScriptedSource:
    """A source that has the recording, or raises what it is told."""

    trouble: AnalysisError | None = None
    name: str = "scripted"
    examples: tuple[str, ...] = ()
    folders: list[Path] = field(default_factory=list)
    known: dict[str, Any] = field(default_factory=dict)
    """What is known of the recording before it is fetched."""
    captions: str = ""
    locked_with: str | None = None
    passcode: str | None = None

    def opened_with(self, passcode: str) -> Source:
        return replace(self, passcode=passcode)

    def claims(self, recording: Recording) -> bool:
        return True

    def locate(self, recording: Recording) -> Recording:
        if self.trouble is not None:
            raise self.trouble
        self.look()
        return replace(recording, size_bytes=3, **self.known)

    def look(self) -> None:
        if self.passcode != self.locked_with:
            raise Refused(Why.LINK_NEEDS_PASSCODE)

    def fetch(
        self, recording: Recording, folder: Path, on_bytes: Callable[[int], None] | None = None
    ) -> Recording:
        self.look()
        path = folder / "recording"
        path.write_bytes(b"abc")
        self.folders.append(folder)
        beside = folder / "captions"
        beside.write_text(self.captions)
        return replace(recording, path=path, captions=beside if self.captions else None)


class ScriptedTools(Toolbox):
    """The real toolbox but for who transcribes and where recordings come from."""

    def __init__(self, settings: WorkerSettings, redis: Redis) -> None:
        super().__init__(settings, redis)
        self.scripted_engine = ScriptedEngine()
        self.scripted_source = ScriptedSource()

    def engine(self, name: str) -> Engine:
        return self.scripted_engine

    def choose_engine(self, wanted: str | None) -> Engine:
        return self.scripted_engine

    def source(self, recording: Recording) -> Source:
        return self.scripted_source


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    with SlackStandIn() as slack:
        yield slack


@pytest.fixture
def tools(
    slack: SlackStandIn, redis: Redis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> ScriptedTools:
    monkeypatch.setattr("workers.second_copies.STRAGGLERS", timedelta())
    settings = WorkerSettings(
        slack_bot_token=slack.bot_token, slack_api_url=slack.api_url, data_dir=str(tmp_path)
    )
    return ScriptedTools(settings, redis)


@pytest.fixture
def asked(slack: SlackStandIn) -> Message:
    """A message in a channel, with nobody listening: what follows is up to the test."""
    ana = slack.person("Ana")
    return ana.says(slack.channel("standup", members=[ana]), "see https://media.example/a.mp3")


def accept(tools: Toolbox, asked: Message, **known: object) -> Analysis:
    thread = Thread("T1", asked.channel, asked.ts)
    analysis = an_analysis(an_ask(thread=thread, message_ts=asked.ts, asked_by=asked.user), **known)
    tools.ledger.accept(analysis, analysis.id)
    tools.index.add(analysis)
    return analysis


def work(tools: Toolbox, analysis: Analysis) -> Analysis:
    """Wake it up, as the pacemaker would, until it has ended."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        jobs.run(analysis.id, tools)
        now = tools.ledger.read(analysis.id)
        assert now is not None
        if now.stage is Stage.FORGET:
            return now
        time.sleep(0.02)
    raise AssertionError("it does not end")


def replies(slack: SlackStandIn, asked: Message) -> list[Message]:
    return [each for each in slack.thread(asked) if each.user == slack.bot_user]


def charts(slack: SlackStandIn, asked: Message) -> list[Message]:
    return [
        each
        for each in replies(slack, asked)
        if any(block["type"] == "image" for block in each.blocks)
    ]


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
    assert depth(tools.redis, Queue.PIPELINE) == 0


def test_nobody_waits_inside_a_job(tools: ScriptedTools, asked: Message) -> None:
    tools.scripted_engine.looks = 3
    analysis = accept(tools, asked)
    jobs.run(analysis.id, tools)
    now = tools.ledger.read(analysis.id)
    assert now is not None
    assert now.stage is Stage.POLL
    jobs.run(analysis.id, tools)
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
    assert door.unlock(analysis.id, "wrong-1234")
    assert not door.unlock(analysis.id, "right-1234"), "one is being tried already"
    work(tools, analysis)
    (status,) = replies(slack, asked)
    assert "cannot open that recording with the passcode" in status.text
    assert actions.PASSCODE in str(status.blocks)
    assert door.unlock(analysis.id, "right-1234")
    ended = work(tools, analysis)
    assert "-1234" not in str(tools.redis.hgetall(f"undertone:analysis:{analysis.id}"))
    assert (len(charts(slack, asked)), len(replies(slack, asked))) == (1, 2)
    assert ended.refusal is None
    assert not door.unlock(analysis.id, "right-1234")
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
        jobs.run(analysis.id, tools)
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
    monkeypatch.setattr("workers.patience.PATIENCE", timedelta())
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
        jobs.run(analysis.id, tools)
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
    monkeypatch.setattr("workers.stages.answer.IMAGE_PATIENCE", timedelta(0))
    slack.processing_delay_s = 3600
    work(tools, accept(tools, asked))
    shared = slack.calls("files.completeUploadExternal")[-1].args
    assert (shared["channel_id"], shared["thread_ts"]) == (asked.channel, asked.ts)
    assert charts(slack, asked) == []
    assert any("utterances" in each.text for each in replies(slack, asked))


def test_a_plain_share_whose_reply_was_lost_is_not_shared_twice(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workers.stages.answer.IMAGE_PATIENCE", timedelta(0))
    slack.processing_delay_s = 3600
    slack.faults.delay("files.completeUploadExternal", 0.0)  # the first one goes well
    slack.faults.drop_reply("files.completeUploadExternal")
    work(tools, accept(tools, asked))
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
    jobs.run(analysis.id, tools)
    assert tools.ledger.read(analysis.id) is None
    assert tools.scripted_engine.told[-1] == "forget"


def test_a_worker_that_keeps_dying_is_not_tried_for_ever(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    analysis = accept(tools, asked)
    jobs.run(analysis.id, tools)
    for _ in range(jobs.MOST_CRASHES):
        assert tools.ledger.claim(analysis.id) is not None
        tools.redis.hset(f"undertone:analysis:{analysis.id}", "lease", 1)
    work(tools, analysis)
    (status,) = replies(slack, asked)
    assert analysis.id in status.text


def front_door(tools: Toolbox) -> Intake:
    return Intake(tools.redis)


def answer_of(slack: SlackStandIn, asked: Message) -> Message:
    (answer,) = charts(slack, asked)
    return answer


def test_renamed_speakers_are_redrawn_in_place_without_asking_the_engine(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    analysis = accept(tools, asked)
    work(tools, analysis)
    first = answer_of(slack, asked)
    assert front_door(tools).rename(analysis.id, {"Ana": "Anastasia"})
    work(tools, analysis)
    second = answer_of(slack, asked)
    assert second.ts == first.ts
    assert "Anastasia" in second.text
    assert first.blocks[1] != second.blocks[1]
    assert tools.scripted_engine.told[-1] == "rename {'Ana': 'Anastasia'}"
    assert len([told for told in tools.scripted_engine.told if "submit" in told]) == 1
    assert len([each for each in slack.files.values() if not each.deleted]) == 1


def test_a_rename_can_be_undone(tools: ScriptedTools, slack: SlackStandIn, asked: Message) -> None:
    analysis = accept(tools, asked)
    work(tools, analysis)
    door = front_door(tools)
    door.rename(analysis.id, {"Ana": "Anastasia"})
    work(tools, analysis)
    assert door.rename(analysis.id, {"Anastasia": "Ben"})
    work(tools, analysis)
    assert "Ana" not in answer_of(slack, asked).text, "one name for two makes them one"
    assert door.undo(analysis.id)
    work(tools, analysis)
    assert "Anastasia" in answer_of(slack, asked).text
    assert door.undo(analysis.id)
    work(tools, analysis)
    assert "Anastasia" not in answer_of(slack, asked).text
    assert not door.undo(analysis.id)


def test_names_in_captions_are_suggested_until_people_give_their_own(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    tools.scripted_source.captions = (
        "WEBVTT\n\n00:00.000 --> 00:04.500\nAnastasia: I am worried.\n\n"
        "00:04.500 --> 00:10.000\nBenedikt: The tests look great.\n\n"
        "00:10.000 --> 00:14.000\nAnastasia: Yes.\n"
    )
    ended = work(tools, accept(tools, asked))
    door = front_door(tools)
    assert ended.suggested == {"Ana": "Anastasia"}, "four seconds in common are too little for Ben"
    assert [each.suggested for each in door.introductions(ended.id)] == ["Anastasia", ""]
    assert "Anastasia" not in answer_of(slack, asked).text, "nobody has confirmed it"
    assert not tools.saved(ended.id), "what was said goes when it is over"
    door.rename(ended.id, {"Ana": "Anna"})
    work(tools, ended)
    assert [each.suggested for each in door.introductions(ended.id)] == ["", ""]


def test_an_utterance_that_looks_wrong_is_left_out(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    analysis = accept(tools, asked)
    work(tools, analysis)
    assert front_door(tools).leave_out(analysis.id, 0)
    work(tools, analysis)
    row = next(line for line in answer_of(slack, asked).text.splitlines() if "Ana " in line)
    assert "–" in row, "Ana's other utterance was never scored"
    assert "−0.40" not in row


def test_another_number_of_speakers_asks_again_and_keeps_the_place(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    analysis = accept(tools, asked)
    work(tools, analysis)
    first = answer_of(slack, asked)
    assert front_door(tools).recount(analysis.id, 3)
    ended = work(tools, analysis)
    assert answer_of(slack, asked).ts == first.ts
    assert [told for told in tools.scripted_engine.told if told.startswith("submit")] == [
        f"submit undertone-{analysis.id}-1",
        f"submit undertone-{analysis.id}-2",
    ]
    assert len(ended.submissions) == 2


def test_transcript_and_scores_come_into_the_thread(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    slack.share_delay_s = 0
    analysis = accept(tools, asked)
    work(tools, analysis)
    assert front_door(tools).export(analysis.id)
    work(tools, analysis)
    shared = slack.wait_for(
        lambda: [file.name for each in replies(slack, asked) for file in each.files],
        what="the files",
    )
    assert shared == ["scores.csv", "speakers.csv", "transcript.vtt"]


def test_deleting_leaves_a_receipt_and_nothing_else(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    analysis = accept(tools, asked)
    work(tools, analysis)
    assert front_door(tools).delete(analysis.id, by=asked.user)
    jobs.run(analysis.id, tools)
    (receipt,) = replies(slack, asked)
    assert receipt.text.startswith("Deleted")
    assert f"<@{asked.user}>" in receipt.text
    assert tools.scripted_engine.told[-1] == "forget"
    assert all(file.deleted for file in slack.files.values())
    assert tools.ledger.read(analysis.id) is None
    assert list(tools.redis.scan_iter("undertone:analysis:*")) == []
    assert front_door(tools).asked_by("T1", asked.user) == []


def test_cancelling_takes_the_work_out_of_a_workers_hands(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    tools.scripted_engine.looks = 100
    analysis = accept(tools, asked)
    jobs.run(analysis.id, tools)
    held = tools.ledger.claim(analysis.id)
    assert held is not None
    assert front_door(tools).cancel(analysis.id, by=asked.user)
    with pytest.raises(LeaseLost):
        tools.ledger.renew(analysis.id, held.fence)
    work(tools, analysis)
    (status,) = replies(slack, asked)
    assert "Stopped" in status.text
    assert not front_door(tools).cancel(analysis.id, by=asked.user), "it is over"


def test_a_removed_app_leaves_nothing(tools: ScriptedTools, asked: Message) -> None:
    analysis = accept(tools, asked)
    work(tools, analysis)
    front_door(tools).forget_team("T1")
    jobs.run(analysis.id, tools)
    assert tools.ledger.read(analysis.id) is None
    assert tools.scripted_engine.told[-1] == "forget"


def test_an_analysis_is_found_by_its_messages(tools: ScriptedTools, asked: Message) -> None:
    ended = work(tools, accept(tools, asked))
    door = front_door(tools)
    for ts in (asked.ts, ended.status_ts, ended.answer_ts):
        assert [each.id for each in door.at("T1", asked.channel, str(ts))] == [ended.id]


def test_what_else_was_found_comes_after_the_chart_and_in_full_when_asked_for(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    questions = tuple(Point(f"Who takes part {number}?", "Ana") for number in range(9))
    tools.scripted_engine.found = Extras(questions=questions)
    analysis = accept(tools, asked)
    work(tools, analysis)
    *_, also = replies(slack, asked)
    assert "Also in this meeting" in also.text
    assert "part 8" not in also.text
    assert front_door(tools).show_rest(analysis.id)
    work(tools, analysis)
    *_, whole = replies(slack, asked)
    assert whole.ts == also.ts
    assert "part 8" in whole.text


def test_the_home_tab_of_who_looks_at_it_is_kept_true(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    work(tools, accept(tools, asked))
    assert slack.calls("views.publish") == [], "nobody has looked at it"
    front_door(tools).home_opened("T1", asked.user, "https://standin.slack.com/")
    work(tools, accept(tools, asked))
    (published,) = slack.calls("views.publish")
    assert published.args["user_id"] == asked.user
    assert "standup.mp3" in str(published.args["view"])


def test_deleting_takes_the_exported_files_along(
    tools: ScriptedTools, slack: SlackStandIn, asked: Message
) -> None:
    analysis = accept(tools, asked)
    work(tools, analysis)
    front_door(tools).export(analysis.id)
    work(tools, analysis)
    front_door(tools).delete(analysis.id, by=asked.user)
    jobs.run(analysis.id, tools)
    assert [file.name for file in slack.files.values() if not file.deleted] == []
