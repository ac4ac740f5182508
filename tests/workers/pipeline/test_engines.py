"""Who hears: the one that was asked for, the channel's, or the embedded one in another's place."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from redis import Redis

from tests.standins.slack import SlackStandIn
from tests.standins.slack.nouns import Message
from tests.workers.pipeline.scripted import ScriptedEngine, ScriptedTools, accept, work
from workers import jobs
from workers.domain.analysis import Stage
from workers.domain.channel import ChannelSettings
from workers.domain.errors import Refused, Why
from workers.domain.meeting import Meeting
from workers.domain.submission import Submission
from workers.engines.engine import Engine
from workers.queues import metrics
from workers.settings import WorkerSettings
from workers.store.engine_minutes import name_month


class NamedEngine(ScriptedEngine):
    """A scripted engine whose meetings say who heard them, an hour and a half each."""

    def meeting(self, submission: Submission) -> Meeting:
        self.told.append("meeting")
        return replace(super().meeting(submission), engine=self.name, length_s=5400.0)


class House(ScriptedTools):
    """Tools with several engines; the first one is what `auto` takes."""

    def __init__(self, settings: WorkerSettings, redis: Redis) -> None:
        super().__init__(settings, redis)
        self.engines = {
            name: NamedEngine(name=name) for name in ("assemblyai", "deepgram", "local")
        }

    def engine(self, name: str) -> Engine:
        return self.engines[name]

    def choose_engine(self, wanted: str | None) -> Engine:
        return self.engines[wanted or "assemblyai"]


@pytest.fixture
def settings(slack: SlackStandIn, tmp_path: Path) -> WorkerSettings:
    return WorkerSettings(
        slack_bot_token=slack.bot_token, slack_api_url=slack.api_url, data_dir=str(tmp_path)
    )


@pytest.fixture
def house(settings: WorkerSettings, redis: Redis, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr("workers.slack.second_copies.STRAGGLERS", timedelta())
    return House(settings, redis)


UNREACHABLE = Refused(Why.ENGINE_UNREACHABLE, engine="AssemblyAI", check="ASSEMBLYAI_BASE_URL")


def test_the_channels_engine_where_nobody_asked_for_another(house: House, asked: Message) -> None:
    house.channels.save("T1", asked.channel, ChannelSettings(engine="deepgram"))
    assert work(house, accept(house, asked)).engine == "deepgram"


def test_one_that_is_out_of_reach_is_stood_in_for_and_that_is_said(
    settings: WorkerSettings, redis: Redis, slack: SlackStandIn, asked: Message
) -> None:
    house = House(replace(settings, engine_fallback="local"), redis)
    house.engines["assemblyai"].trouble = UNREACHABLE
    ended = work(house, accept(house, asked))
    assert (ended.engine, ended.refusal) == ("local", None)
    said = str([reply.blocks for reply in slack.thread(asked)])
    assert "AssemblyAI was out of reach: the embedded engine listened instead." in said


def test_unless_the_settings_allow_it_that_is_only_explained(house: House, asked: Message) -> None:
    house.engines["assemblyai"].trouble = UNREACHABLE
    ended = work(house, accept(house, asked))
    assert ended.refusal is not None
    assert ended.refusal.why is Why.ENGINE_UNREACHABLE
    assert house.engines["local"].told == []


def test_what_is_wrong_with_the_recording_is_wrong_for_every_engine(
    settings: WorkerSettings, redis: Redis, asked: Message
) -> None:
    house = House(replace(settings, engine_fallback="local"), redis)
    house.engines["assemblyai"].trouble = Refused(Why.NO_SPEECH)
    ended = work(house, accept(house, asked))
    assert ended.refusal is not None
    assert ended.refusal.why is Why.NO_SPEECH


def test_the_embedded_one_has_nobody_to_stand_in_for_it(
    settings: WorkerSettings, redis: Redis, asked: Message
) -> None:
    house = House(replace(settings, engine_fallback="local"), redis)
    for engine in house.engines.values():
        engine.trouble = UNREACHABLE
    ended = work(house, accept(house, asked))
    assert ended.refusal is not None


def test_minutes_are_counted_once_and_shown(house: House, redis: Redis, asked: Message) -> None:
    analysis = accept(house, asked)
    work(house, analysis)
    assert house.engine_minutes.of_month() == {"assemblyai": 90.0}
    shown = metrics.write_metrics(redis).decode()
    labels = f'engine="assemblyai",month="{name_month()}"'
    assert f"undertone_engine_minutes{{{labels}}} 90.0" in shown


def test_a_look_that_is_repeated_counts_nothing_again(house: House, asked: Message) -> None:
    analysis = accept(house, asked, stage=Stage.POLL, engine="assemblyai")
    house.saved(analysis.id)["minutes 1 assemblyai"] = b"yes"
    claimed = replace(analysis, submission=Submission(engine="assemblyai", ids={"job": "1"}))
    claim = house.ledger.claim(analysis.id)
    assert claim is not None
    house.ledger.go_on(claim, claimed)
    jobs.run_stages(analysis.id, house)
    assert house.engine_minutes.of_month() == {}


def test_beyond_the_ceiling_the_embedded_one_serves_and_that_is_said(
    settings: WorkerSettings, redis: Redis, slack: SlackStandIn, asked: Message
) -> None:
    house = House(replace(settings, engine_monthly_minutes=90), redis)
    assert work(house, accept(house, asked)).engine == "assemblyai"
    assert work(house, accept(house, asked)).engine == "local"
    assert house.engines["assemblyai"].told.count("meeting") == 1
    said = str([reply.blocks for reply in slack.thread(asked)])
    assert "This month’s minutes with AssemblyAI are used up" in said


def test_what_costs_nothing_is_neither_counted_nor_stopped(
    settings: WorkerSettings, redis: Redis, asked: Message
) -> None:
    house = House(replace(settings, engine_monthly_minutes=1), redis)
    house.channels.save("T1", asked.channel, ChannelSettings(engine="local"))
    for _ in range(2):
        ended = work(house, accept(house, asked))
        assert (ended.engine, ended.stand_in) == ("local", None)
    assert house.engine_minutes.of_month() == {}
