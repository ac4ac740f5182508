"""A strict Slack, a message in it, and the tools of a worker."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from redis import Redis

from tests.standins.slack import SlackStandIn
from tests.standins.slack.nouns import Message
from tests.workers.pipeline.scripted import ScriptedTools
from workers.settings import WorkerSettings


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    with SlackStandIn() as slack:
        yield slack


@pytest.fixture
def tools(
    slack: SlackStandIn, redis: Redis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> ScriptedTools:
    monkeypatch.setattr("workers.slack.second_copies.STRAGGLERS", timedelta())
    settings = WorkerSettings(
        slack_bot_token=slack.bot_token, slack_api_url=slack.api_url, data_dir=str(tmp_path)
    )
    return ScriptedTools(settings, redis)


@pytest.fixture
def asked(slack: SlackStandIn) -> Message:
    """A message in a channel, with nobody listening: what follows is up to the test."""
    ana = slack.person("Ana")
    return ana.says(slack.channel("standup", members=[ana]), "see https://media.example/a.mp3")
